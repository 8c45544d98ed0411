import { expect, Locator, Page, test } from '@playwright/test';
import { signIn } from './signIn';

/** Most presses until something has the focus. */
const MOST = 80;

/** Presses Tab until this has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MOST; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} can't be reached by the keyboard`);
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test('why there is no repair is read and left without a mouse', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/payments-api/aws-trust');
  const repair = page.getByRole('button', {
    name: 'Repair: acme/payments/staging-api',
  });
  await tabTo(page, repair);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  // The examples were made without the portal.
  await expect(dialog).toContainText('There is no plan for the repair');
  await expect(dialog).toContainText('adopt it first');

  await tabTo(page, dialog.getByRole('button', { name: 'Close' }).last());
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(repair).toBeFocused();
});

test('a mapping is chosen and assessed without a mouse', async ({ page }) => {
  await page.goto('/catalog/default/component/payments-api/aws-trust');
  const name = 'acme/payments/prod-api';
  await tabTo(
    page,
    page
      .getByRole('navigation', { name: 'Mappings of this entity' })
      .getByRole('link', { name }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();

  const assess = page.getByRole('button', { name: `Assess again: ${name}` });
  await tabTo(page, assess);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Assessed: Trusted')).toBeVisible();
  await expect(assess).toBeFocused();
});

test('the fleet is searched and opened without a mouse', async ({ page }) => {
  await page.goto('/esc-trust/mappings');
  const search = page.getByRole('searchbox', { name: 'Search mappings' });
  await tabTo(page, search);
  await page.keyboard.type('nightly');
  const link = page.getByRole('link', { name: 'acme/payments/nightly-batch' });
  await expect(page.getByText('One mapping', { exact: true })).toBeVisible();
  // In a table the arrows move, from row to row and from cell to cell.
  const table = page.getByRole('grid', { name: 'Mappings' });
  for (let presses = 0; presses < MOST; presses++) {
    if (await table.evaluate(it => it.contains(document.activeElement))) {
      break;
    }
    await page.keyboard.press('Tab');
  }
  for (let presses = 0; presses < MOST; presses++) {
    if (await link.evaluate(it => it === document.activeElement)) {
      break;
    }
    await page.keyboard.press(presses === 0 ? 'ArrowDown' : 'ArrowRight');
  }
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'acme/payments/nightly-batch' }),
  ).toBeVisible();
});

test('the policy lab is used without a mouse', async ({ page }) => {
  await page.goto('/esc-trust/policy-lab');
  await tabTo(page, page.getByRole('button', { name: 'Load an example' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Trust report' }),
  ).toContainText('Over-permissive');
  await tabTo(
    page,
    page.getByRole('button', { name: 'Make it least-privilege' }),
  );
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Use it' }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Trust report' }),
  ).toContainText('Trusted');
});
