import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe';

/**
 * The entry of the legacy frontend system, in the plugin's own dev app: its API
 * answers with reports of the real engine.
 */
test.use({ baseURL: process.env.DEV_APP_URL });

test('the card shows every status and assesses again', async ({ page }) => {
  await page.goto('/legacy');
  const card = page.locator('#every-status').getByRole('article');

  for (const status of [
    'Trusted',
    'Conditional',
    'Over-permissive',
    'Untrusted',
    'Unknown',
  ]) {
    await expect(card).toContainText(status);
  }
  const assessed = page.locator('#assess');
  await assessed
    .getByRole('button', { name: 'Assess again: acme/assess/works' })
    .click();
  await expect(assessed).toContainText('This environment can assume the role');
  await expectAccessible(page, 'legacy card', card);
});

test('the tab shows a whole report', async ({ page }) => {
  await page.goto('/legacy/tab');

  for (const name of ['Checks', 'Claims', 'History']) {
    await expect(
      page.getByRole('heading', { name, exact: true }),
    ).toBeVisible();
  }
  await expectAccessible(page, 'legacy tab', page.getByRole('article'));
});

test('the page shows the fleet and leads to a mapping', async ({ page }) => {
  await page.goto('/legacy/esc-trust');
  const overview = page.getByRole('region', { name: 'Mappings by status' });

  await overview.getByRole('link', { name: /^Conditional/ }).click();
  await expect(page).toHaveURL(/status=conditional/);
  await expectAccessible(page, 'legacy page', page.locator('.bui-Container'));

  await page.getByRole('link', { name: 'acme/payments/console' }).click();
  await expect(
    page.getByRole('heading', { name: 'acme/payments/console' }),
  ).toBeVisible();
});
