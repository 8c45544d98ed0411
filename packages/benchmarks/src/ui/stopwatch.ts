import { Page } from '@playwright/test';

/** What is on the screen when the time is up. */
export interface Wanted {
  /** A text that every row has. */
  everyRowHas?: string;
}

interface Stopwatch {
  /** Until rows are there, from the start of the navigation. */
  sinceNavigation: Promise<number>;
  /** Until other rows are there, from the next press. */
  sincePress?: Promise<number>;
  start(wanted: Wanted): void;
}

/** Runs in the page, before anything of the app does. */
function install(): void {
  const ROW = 'a[href*="/esc-trust/mappings/"]';
  const rows = () =>
    Array.from(document.querySelectorAll<HTMLAnchorElement>(ROW));
  const signature = () =>
    rows()
      .map(row => row.href)
      .join();
  /** Resolves with the time of the picture that shows what is wanted. */
  const painted = (isDone: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error('Nothing came in 30 s')), 30_000);
      const look = () => {
        if (isDone()) {
          requestAnimationFrame(() =>
            setTimeout(() => resolve(performance.now())),
          );
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    });
  const stopwatch: Stopwatch = {
    sinceNavigation: painted(() => rows().length > 0),
    start({ everyRowHas = '' }) {
      const before = signature();
      const pressed = new Promise<number>(resolve => {
        for (const type of ['pointerdown', 'keydown']) {
          window.addEventListener(type, e => resolve(e.timeStamp), {
            capture: true,
            once: true,
          });
        }
      });
      const shown = painted(
        () =>
          rows().length > 0 &&
          signature() !== before &&
          rows().every(row =>
            row.closest('[role="row"]')?.textContent?.includes(everyRowHas),
          ),
      );
      stopwatch.sincePress = Promise.all([pressed, shown]).then(
        ([from, to]) => to - from,
      );
    },
  };
  stopwatch.sinceNavigation.catch(() => {}); // Not every page has rows.
  Object.assign(window, { stopwatch });
}

/** Has every page of this tab measure itself. */
export async function installStopwatch(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** Milliseconds from the navigation to the first rows on the screen. */
export function sinceNavigation(page: Page): Promise<number> {
  return page.evaluate(() => (window as any).stopwatch.sinceNavigation);
}

/**
 * Milliseconds from a press to other rows on the screen, measured in the page:
 * what the driver itself takes doesn't count.
 */
export async function sincePress(
  page: Page,
  press: () => Promise<void>,
  wanted: Wanted = {},
): Promise<number> {
  await page.evaluate(one => (window as any).stopwatch.start(one), wanted);
  await press();
  return page.evaluate(() => (window as any).stopwatch.sincePress);
}
