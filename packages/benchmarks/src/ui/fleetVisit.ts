import { Browser, Page } from '@playwright/test';
import { installStopwatch, sinceNavigation, sincePress } from './stopwatch';

/** Milliseconds of each repetition. */
export type Times = Record<
  | 'cold load of the fleet page'
  | 'first rows after navigation'
  | 'filter by status'
  | 'filter by account'
  | 'page change'
  | 'search, from its last key',
  number[]
>;

const VIEWPORT = { width: 1280, height: 900 };
const FLEET = '/esc-trust/mappings';
/** As the page names them, and their counts are large in every population. */
const STATUSES = ['Trusted', 'Over-permissive'];

/**
 * Uses the fleet page as a person would, again and again, each time in a
 * browser without a cache.
 */
export async function visitFleet(
  browser: Browser,
  url: string,
  repetitions: number,
): Promise<Times> {
  const times: Times = {
    'cold load of the fleet page': [],
    'first rows after navigation': [],
    'filter by status': [],
    'filter by account': [],
    'page change': [],
    'search, from its last key': [],
  };
  for (let i = 0; i < repetitions; i++) {
    const context = await browser.newContext({
      baseURL: url,
      viewport: VIEWPORT,
      locale: 'en-US',
    });
    try {
      const page = await context.newPage();
      await installStopwatch(page);
      await visitOnce(page, times, i);
    } finally {
      await context.close();
    }
  }
  return times;
}

async function visitOnce(page: Page, times: Times, i: number): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  const link = page.getByRole('link', { name: 'AWS trust', exact: true });
  // The home page has come to rest: its own work isn't measured.
  await page.getByRole('link', { name: 'Payments API' }).first().waitFor();
  times['first rows after navigation'].push(
    await sincePress(page, () => link.click()),
  );

  const overview = page.getByRole('region', { name: 'Mappings by status' });
  const status = STATUSES[i % STATUSES.length];
  const filter = overview.getByRole('link', {
    name: new RegExp(`^${status}`),
  });
  await filter.waitFor();
  times['filter by status'].push(
    await sincePress(page, () => filter.click(), { everyRowHas: status }),
  );

  const next = page.getByRole('button', { name: 'Next page' });
  const previous = page.getByRole('button', { name: 'Previous page' });
  times['page change'].push(await sincePress(page, () => next.click()));
  times['page change'].push(await sincePress(page, () => next.click()));
  times['page change'].push(await sincePress(page, () => previous.click()));

  await page.getByRole('button', { name: 'Account' }).click();
  const option = page.getByRole('option').nth(i);
  const account = /\d{12}/.exec(await option.innerText())![0];
  times['filter by account'].push(
    await sincePress(page, () => option.click(), { everyRowHas: account }),
  );
  await page.keyboard.press('Escape');

  await page.goto(FLEET);
  times['cold load of the fleet page'].push(await sinceNavigation(page));

  const box = page.getByRole('searchbox', { name: 'Search mappings' });
  await box.fill(`service-${1 + (i % 2)}`);
  await page.waitForTimeout(1_000);
  const digit = String(i % 10);
  times['search, from its last key'].push(
    await sincePress(page, () => box.press(digit), {
      everyRowHas: `service-${1 + (i % 2)}${digit}`,
    }),
  );
}
