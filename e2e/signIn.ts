import { expect, Page } from '@playwright/test';

/** Enters the portal as a member of the payments team, or as a visitor. */
export async function signIn(
  page: Page,
  who: 'guest' | 'visitor' = 'guest',
): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: who === 'guest' ? 'Enter' : 'Look around' })
    .click();
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'AWS trust' }),
  ).toBeVisible();
}
