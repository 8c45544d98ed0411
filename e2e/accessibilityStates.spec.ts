import { expect, Locator, Page, test } from '@playwright/test';
import { answer, answerAsPortal } from './answers';
import { expectAccessible } from './axe';
import { signIn } from './signIn';
import {
  OF_AN_ENTITY,
  OF_MAPPINGS,
  OF_OPERATIONS,
  OF_ROLES,
  OF_THE_LAB,
  State,
} from './states';

const component = '/catalog/default/component/payments-api';

/** With neither an annotation nor a mapping. */
const bare = '/catalog/default/component/payments-batch';

/** Our roots: below the header that Backstage draws, or on its page. */
const CARD = (page: Page) =>
  page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'AWS trust' }) });
// The tab has no root of its own while it has nothing to show.
const TAB = (page: Page) => page.getByRole('main').last();
const PAGE = (page: Page) => page.locator('.bui-Container');

async function check(
  page: Page,
  state: State,
  ours: (page: Page) => Locator,
): Promise<void> {
  await answerAsPortal(page);
  for (const [path, how] of Object.entries(state.answers ?? {})) {
    await answer(page, path, how);
  }
  await page.goto(state.path);
  await state.act?.(page);
  await expect(state.shown(page)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );
    await expectAccessible(page, `${state.name}, ${colorScheme}`, ours(page));
  }
}

/** One page for all: signing in takes longer than a state. */
async function checkAll(
  page: Page,
  ours: (page: Page) => Locator,
  states: State[],
): Promise<void> {
  test.setTimeout(420_000);
  await signIn(page);
  for (const state of states) {
    await test.step(state.name, () => check(page, state, ours));
  }
}

test.describe('axe finds nothing of ours, light and dark, in the states of', () => {
  test('the card', async ({ page }) => {
    await checkAll(
      page,
      CARD,
      OF_AN_ENTITY.map(({ isBare, ...state }) => ({
        ...state,
        path: isBare ? bare : component,
      })),
    );
  });

  test('the tab', async ({ page }) => {
    await checkAll(
      page,
      TAB,
      OF_AN_ENTITY.map(({ isBare, ...state }) => ({
        ...state,
        path: `${isBare ? bare : component}/aws-trust`,
      })),
    );
  });

  for (const [name, states] of Object.entries({
    'the pages of mappings': OF_MAPPINGS,
    'the pages of roles': OF_ROLES,
    'the pages of operations': OF_OPERATIONS,
    'the policy lab': OF_THE_LAB,
  })) {
    test(name, async ({ page }) => {
      await checkAll(page, PAGE, states);
    });
  }
});
