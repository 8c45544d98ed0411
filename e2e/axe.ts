import AxeBuilder from '@axe-core/playwright';
import { expect, Locator, Page } from '@playwright/test';

/** One violation, with the places where it is. */
interface Violation {
  rule: string;
  help: string;
  places: string[];
}

const MARK = 'data-e2e-ours';

/**
 * Checks what is shown with axe, and finds no violation in what is ours.
 * Violations of Backstage's own frame around it are listed, not counted.
 *
 * @param ours - the roots of our extensions on this page
 */
export async function expectAccessible(
  page: Page,
  name: string,
  ...ours: Locator[]
): Promise<void> {
  // What still moves has colours in between.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const root of ours) {
    await expect(root.first()).toBeVisible();
    await root.evaluateAll(
      (elements, mark) => elements.forEach(one => one.setAttribute(mark, '')),
      MARK,
    );
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  const inside: Violation[] = [];
  for (const { id, help, nodes } of violations) {
    const places = nodes.map(({ target }) => target.flat().join(' '));
    const isOurs = await page.evaluate(
      ([selectors, mark]) =>
        selectors.map(
          selector => !!document.querySelector(selector)?.closest(`[${mark}]`),
        ),
      [places, MARK] as const,
    );
    const own = places.filter((_, at) => isOurs[at]);
    if (own.length > 0) {
      inside.push({ rule: id, help, places: own });
    }
    if (own.length < places.length) {
      console.log(
        `${name}: Backstage's frame breaks ${id} (${
          places.length - own.length
        } times)`,
      );
    }
  }
  expect(inside, `${name}: what axe finds in our extensions`).toEqual([]);
}
