import { expect, Locator, Page, test } from '@playwright/test';
import { join } from 'node:path';
import { signIn } from './signIn';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const system = '/catalog/default/system/payments';
const tab = `${system}/aws-trust`;

const image = (name: string) => join(process.env.IMAGES_DIRECTORY!, name);

/** In the tab: the mapping of this environment, chosen in its list. */
async function choose(page: Page, environment: string): Promise<Locator> {
  await page
    .getByRole('navigation', { name: 'Mappings of this entity' })
    .getByRole('link', { name: environment })
    .click();
  await expect(
    page.getByRole('heading', { name: environment, level: 2 }),
  ).toBeVisible();
  return page.getByRole('main');
}

/** Of a trust report: one of its checks. */
function check(within: Locator, name: string): Locator {
  return within
    .getByRole('list', { name: 'Checks' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .first();
}

/** As much as one wants to see at once, with nothing hovered. */
async function picture(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: image(name) });
}

test.describe('the tab of an entity', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page);
    await page.goto(tab);
  });

  test('says which check fails, and what AWS says', async ({ page }) => {
    const details = await choose(page, 'acme/payments/staging-api');

    await expect(check(details, 'Login')).toContainText('Passes');
    const failing = check(details, 'Trust policy');
    await expect(failing).toContainText('Fails');
    await expect(failing).toContainText(
      'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
    await picture(page, 'entity-tab.png');
  });

  test('names who else gets in, and shows the statement that lets them', async ({
    page,
  }) => {
    const details = await choose(page, 'acme/payments/dev-api');

    await expect(details).toContainText(
      /Any environment of acme, for example .+, can assume this role/,
    );
    await details
      .getByRole('button', { name: /^Show statement .* in the trust policy/ })
      .first()
      .click();
    await expect(details.getByText(/^Statement .*finding/)).toBeInViewport();
  });

  test('says what depends on who opens the environment', async ({ page }) => {
    const details = await choose(page, 'acme/payments/prod-console');

    await expect(details).toContainText('Conditional');
    await expect(details).toContainText('depends on who opens');
  });

  test('shows the last good read of an account that refuses the portal', async ({
    page,
  }) => {
    const details = await choose(page, 'acme/payments/experiments');

    await expect(details).toContainText(/Last read .+: AWS denies iam:\w+/);
  });

  test('follows the link of a notification to its mapping', async ({
    page,
  }) => {
    await choose(page, 'acme/payments/nightly-batch');
    const { search } = new URL(page.url());
    expect(search).toMatch(/^\?mapping=[\w-]+$/);

    await page.goto(`${tab}${search}`);
    await expect(
      page.getByRole('heading', { name: 'acme/payments/nightly-batch' }),
    ).toBeVisible();
  });

  test('verifies by really opening the environment', async ({ page }) => {
    const name = 'acme/payments/prod-api';
    const details = await choose(page, name);
    await details.getByRole('button', { name: `Verify: ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('No value of the environment is read');

    await dialog.getByRole('button', { name: 'Open the environment' }).click();
    await expect(dialog).toContainText('It works: AWS lets the login in');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(details).toContainText('AWS let the login in');
  });

  test('accepts a finding on purpose, and counts it again', async ({
    page,
  }) => {
    const details = await choose(page, 'acme/payments/dev-api');
    await details
      .getByRole('button', { name: /^Accept the finding/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(dialog).toContainText('Say in a sentence why');
    await dialog
      .getByRole('textbox', { name: 'Reason' })
      .fill('A sandbox, until the projects are split');
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(details).toContainText(
      'Accepted: A sandbox, until the projects are split',
    );

    await details
      .getByRole('button', { name: /^Withdraw the acceptance/ })
      .first()
      .click();
    await expect(details).not.toContainText('A sandbox, until');
  });
});

test.describe('the fleet', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page);
  });

  test('is filtered by links, and the address can be shared', async ({
    page,
  }) => {
    await page.goto('/esc-trust');
    const table = page.getByRole('grid', { name: 'Mappings' });
    await expect(
      table.getByRole('link', { name: 'acme/payments/prod-api' }),
    ).toBeVisible();
    await picture(page, 'fleet.png');

    await page.getByRole('link', { name: /^Untrusted/ }).click();
    await expect(page).toHaveURL(/status=untrusted/);
    await expect(table.getByText('Untrusted').first()).toBeVisible();
    await expect(table).not.toContainText('acme/payments/prod-api');

    await page.reload();
    await expect(table).toContainText('acme/payments/staging-api');
    await expect(table).not.toContainText('acme/payments/prod-api');
    await page.goBack();
    await expect(table).toContainText('acme/payments/prod-api');
  });

  test('finds what starts with a text', async ({ page }) => {
    await page.goto('/esc-trust/mappings');
    await page
      .getByRole('searchbox', { name: 'Search mappings' })
      .fill('nightly');
    const table = page.getByRole('grid', { name: 'Mappings' });
    await expect(page.getByText('One mapping', { exact: true })).toBeVisible();
    await expect(table).toContainText('acme/payments/nightly-batch');
    await expect(page).toHaveURL(/q=nightly/);
  });

  test('assesses what is selected', async ({ page }) => {
    await page.goto('/esc-trust/mappings?status=trusted&status=conditional');
    const table = page.getByRole('grid', { name: 'Mappings' });
    await expect(table).toContainText('acme/payments/prod-api');
    await table
      .getByRole('checkbox', { name: 'Select all' })
      .click({ force: true });
    await page.getByRole('button', { name: /^Assess again \(\d+\)/ }).click();
    await expect(page.getByText(/mappings? assessed/)).toBeVisible();
    await expect(
      page.getByText('All have the same status as before.'),
    ).toBeVisible();
  });

  test('shows who can assume a role, as a graph and as a table', async ({
    page,
  }) => {
    await page.goto('/esc-trust/roles?account=222222222222');
    await page.getByRole('link', { name: 'payments-reporting' }).click();
    await expect(
      page.getByRole('heading', { name: 'payments-reporting' }),
    ).toBeVisible();

    const table = page.getByRole('grid', {
      name: 'Who can assume payments-reporting',
    });
    await expect(table).toContainText('Any environment of');
    await expect(table).toContainText('acme/payments/reporting');
    await expect(
      page.getByText('AmazonS3ReadOnlyAccess').first(),
    ).toBeVisible();
    await picture(page, 'role.png');
  });
});

test.describe('the policy lab', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page);
    await page.goto('/esc-trust/policy-lab');
  });

  test('judges while one types, and makes a policy least-privilege', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'Load an example' }).click();
    await page
      .getByRole('menuitem', {
        name: 'A wildcard for the whole organization',
      })
      .click();
    const report = page.getByRole('region', { name: 'Trust report' });
    await expect(report).toContainText('Over-permissive');
    await picture(page, 'policy-lab.png');

    await page.getByRole('button', { name: 'Make it least-privilege' }).click();
    await expect(page.getByText('With it: Trusted')).toBeVisible();
    await page.getByRole('button', { name: 'Use it' }).click();
    await expect(report).toContainText('Trusted');

    await page.getByRole('textbox', { name: 'Name' }).fill('another');
    await expect(report).toContainText('Untrusted');
  });

  test('says where a policy is not JSON', async ({ page }) => {
    await page.getByRole('button', { name: 'Load an example' }).click();
    await page
      .getByRole('menuitem', { name: 'Exactly one environment' })
      .click();
    await page
      .getByRole('textbox', { name: 'Trust policy' })
      .fill('{ "Version": "2012-10-17", }');
    await expect(page.getByText(/^Line 1, column \d+/)).toBeVisible();
  });
});

test.describe('somebody in no team', () => {
  const DENIED = 'It takes the permission esc-trust.mapping.read';

  test('sees which permission is missing, and nothing else', async ({
    page,
  }) => {
    await signIn(page, 'visitor');
    for (const path of [system, tab, '/esc-trust/mappings']) {
      await page.goto(path);
      await expect(page.getByText(DENIED).first()).toBeVisible();
      await expect(page.getByText('acme/payments')).toHaveCount(0);
    }
    for (const [path, permission] of [
      ['/esc-trust/roles', 'esc-trust.role.read'],
      ['/esc-trust/operations', 'esc-trust.operation.read'],
    ]) {
      await page.goto(path);
      await expect(
        page.getByText(`It takes the permission ${permission}`).first(),
      ).toBeVisible();
    }
  });

  test('can use the policy lab', async ({ page }) => {
    await signIn(page, 'visitor');
    await page.goto('/esc-trust/policy-lab');
    await page.getByRole('button', { name: 'Load an example' }).click();
    await page.getByRole('menuitem', { name: 'The wrong audience' }).click();
    await expect(
      page.getByRole('region', { name: 'Trust report' }),
    ).toContainText('Untrusted');
  });
});
