import { expect, Locator, Page, test } from '@playwright/test';
import { expectAccessible } from './axe';
import { signIn } from './signIn';

const component = '/catalog/default/component/payments-api';

/** Our views: where they are, what shows that they are there, and their roots. */
const VIEWS: Array<{
  name: string;
  path: string;
  shown: (page: Page) => Locator;
  ours: (page: Page) => Locator;
}> = [
  {
    name: 'card',
    path: component,
    shown: page => trustCard(page).getByText('acme/payments/prod-api').first(),
    ours: trustCard,
  },
  {
    name: 'tab',
    path: `${component}/aws-trust`,
    shown: page => page.getByRole('heading', { name: 'Checks' }),
    ours: page =>
      page
        .getByRole('article')
        .filter({ has: page.getByRole('heading', { name: 'Checks' }) }),
  },
  {
    name: 'fleet',
    path: '/esc-trust/mappings',
    shown: page =>
      page.getByRole('link', { name: 'acme/payments/prod-api', exact: true }),
    ours: container,
  },
  {
    name: 'roles',
    path: '/esc-trust/roles',
    shown: page => page.getByRole('link', { name: /payments-/ }).first(),
    ours: container,
  },
  {
    name: 'role',
    path: '/esc-trust/roles/222222222222/payments-prod-api',
    shown: page => page.getByRole('heading', { name: 'payments-prod-api' }),
    ours: container,
  },
  {
    name: 'policy lab',
    path: '/esc-trust/policy-lab',
    shown: page => page.getByRole('textbox', { name: 'Trust policy' }),
    ours: container,
  },
  {
    name: 'operations',
    path: '/esc-trust/operations',
    shown: page => container(page).first(),
    ours: container,
  },
];

function trustCard(page: Page) {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'AWS trust' }) });
}

/** What a page of ours consists of, below the header that Backstage draws. */
function container(page: Page) {
  return page.locator('.bui-Container');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing of ours, ${colorScheme}:`, () => {
    test.use({ colorScheme });

    test('views', async ({ page }) => {
      test.setTimeout(240_000);
      await signIn(page);
      for (const { name, path, shown, ours } of VIEWS) {
        await test.step(name, async () => {
          await page.goto(path);
          await expect(shown(page)).toBeVisible();
          await expectAccessible(page, `${name}, ${colorScheme}`, ours(page));
        });
      }
    });

    test('the dialogs of a mapping', async ({ page }) => {
      await signIn(page);
      await page.goto(`${component}/aws-trust`);
      for (const action of ['Verify', 'Repair', 'Accept']) {
        await page
          .getByRole('main')
          .getByRole('button', { name: new RegExp(`^${action}`) })
          .first()
          .click();
        const dialog = page.getByRole('dialog');
        await expectAccessible(page, `${action}, ${colorScheme}`, dialog);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      }
    });

    test('what a visitor without permission sees', async ({ page }) => {
      await signIn(page, 'visitor');
      await page.goto(component);
      const card = trustCard(page);
      await expect(card).toContainText('esc-trust.mapping.read');
      await expectAccessible(page, `denied card, ${colorScheme}`, card);

      await page.goto('/esc-trust/mappings');
      await expect(container(page).first()).toContainText(
        'esc-trust.mapping.read',
      );
      await expectAccessible(
        page,
        `denied fleet, ${colorScheme}`,
        container(page),
      );
    });
  });
}
