import { expect, Page, test } from '@playwright/test';
import { join } from 'node:path';
import { changeTrustPolicy } from './awsCli';
import { signIn } from './signIn';

test.describe.configure({ mode: 'serial' });
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const component = '/catalog/default/component/payments-api';
const environment = 'acme/payments/checkout';
const subject =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/checkout';
const steps = [
  'identity provider',
  'audience',
  'role',
  'trust policy',
  'boundary',
  'permissions',
  'tags',
  'session duration',
  'environment',
  'mapping',
  'assessment',
];

const image = (name: string) => join(process.env.IMAGES_DIRECTORY!, name);

/** In the sidebar: the catalog has a button of this name as well. */
function createLink(page: Page) {
  return page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: 'Create', exact: true });
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

function trustCard(page: Page) {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'AWS trust' }) });
}

/** What the card says about one environment. */
function rowOf(page: Page, name: string) {
  return trustCard(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
}

/** Create → the template of this title. */
async function chooseTemplate(page: Page, title: string) {
  await createLink(page).click();
  const card = page
    .getByTestId('template-card')
    .or(page.locator('[class*="MuiCard-root"]'))
    .filter({ has: page.getByText(title, { exact: true }) });
  await card.getByRole('button', { name: 'Choose' }).click();
}

/** One of the names that Pulumi Cloud has. */
async function chooseName(page: Page, label: string, name: string) {
  await page.getByRole('combobox', { name: label }).fill(name);
  await page.getByRole('option', { name }).click();
}

/** Of the only organization. */
async function fillEnvironment(page: Page) {
  await expect(
    page.getByRole('combobox', { name: 'Pulumi organization' }),
  ).toHaveValue('acme');
  await chooseName(page, 'Project', 'payments');
  await chooseName(page, 'Environment name', 'checkout');
  await expect(page.getByText(/acme\/payments\/checkout exists/)).toBeVisible();
}

/**
 * Fills the form of the self-service template up to its last page.
 *
 * @param picture - what to call a picture of the page with the live preview
 */
async function fillForm(page: Page, picture?: string) {
  await chooseTemplate(page, 'AWS role for a Pulumi ESC environment');
  await fillEnvironment(page);
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: 'AWS account' }).click();
  await page.getByRole('option', { name: 'dev (111111111111)' }).click();
  await page.getByLabel('Component').click();
  await page.getByRole('option', { name: 'Payments API' }).click();
  await page.getByText('AmazonS3ReadOnlyAccess', { exact: true }).click();
  await expect(
    page.getByRole('region', { name: 'What AWS will ask for' }),
  ).toContainText(subject);
  if (picture) {
    // All of the form at once.
    await page.setViewportSize({ width: 1280, height: 1870 });
    await page.mouse.move(0, 0);
    await page.screenshot({ path: image(picture) });
  }
  await page.getByRole('button', { name: 'Next' }).click();
}

/** The last page of a form → its review → run, until this step has ended. */
async function runTask(page: Page, step: string) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  const task = page.getByRole('article');
  await expect(task).toContainText(`Finished step ${step}`);
  return task;
}

async function runTemplate(page: Page) {
  await fillForm(page);
  return runTask(page, 'Provision the AWS role');
}

test('a component without a role says how to get one', async ({ page }) => {
  await page.goto('/catalog/default/component/checkout');

  await expect(trustCard(page)).toContainText(
    'No Pulumi ESC environment of this entity uses an AWS role yet.',
  );
  await expect(
    trustCard(page).getByRole('link', { name: 'Create an AWS role' }),
  ).toBeVisible();
});

test('the template shows a plan and changes nothing', async ({ page }) => {
  await fillForm(page, 'template-form.png');
  await page.getByLabel('Only show the plan').check();
  const task = await runTask(page, 'Plan the AWS role');

  await expect(task).toContainText('role: to be created');
  await expect(task).toContainText('Skipping step provision');
  await page.goto(component);
  await expect(rowOf(page, environment)).toHaveCount(0);
});

test('the template gives a team a trusted AWS role', async ({ page }) => {
  const task = await runTemplate(page);

  for (const step of steps) {
    await expect(task).toContainText(
      new RegExp(`${step}: (created|updated|unchanged)`),
    );
  }
  await expect(task).toContainText('role: created');
  await expect(task).toContainText('environment: updated');
  await expect(task).toContainText('The status is trusted');
  await page.mouse.move(0, 0); // Nothing in the picture is hovered.
  await task.screenshot({ path: image('task-finished.png') });

  await task.getByRole('link', { name: 'Open the component' }).click();
  const mapping = rowOf(page, environment);
  await expect(mapping).toContainText('Trusted');
  await expect(mapping).toContainText(subject);
  await trustCard(page).screenshot({ path: image('entity-card.png') });

  await mapping
    .getByRole('button', { name: `Copy the subject claim of ${environment}` })
    .click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    subject,
  );
});

test('the card and the API say the same', async ({ page, request }) => {
  await page.goto(component);
  await expect(rowOf(page, environment)).toContainText('Trusted');

  const backend = process.env.BACKEND_URL;
  const signedIn = await request.post(`${backend}/api/auth/guest/refresh`);
  const { token } = (await signedIn.json()).backstageIdentity;
  const answer = await request.get(`${backend}/api/esc-trust/mappings`, {
    headers: { authorization: `Bearer ${token}` },
    params: { environment },
  });
  expect((await answer.json()).items).toMatchObject([
    {
      entityRefs: ['component:default/payments-api'],
      trust: { status: 'trusted', claims: { subject } },
    },
  ]);
});

/** Lets another environment in instead, as somebody with AWS access could. */
async function breakRole() {
  await changeTrustPolicy('checkout', policy =>
    policy.replace('payments/checkout', 'payments/chekout'),
  );
}

test('a role that somebody breaks turns red, and is repaired', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await breakRole();
  await page.goto(component);
  const mapping = rowOf(page, environment);
  await mapping
    .getByRole('button', { name: `Assess again: ${environment}` })
    .click();
  await expect(mapping).toContainText('Untrusted');
  await expect(mapping).toContainText(
    `the token says "${subject}". AWS says "AccessDenied`,
  );

  await mapping.getByRole('button', { name: `Repair: ${environment}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Nothing has been done yet');
  await expect(dialog).toContainText('payments/chekout');
  await dialog.screenshot({ path: image('repair-plan.png') });
  await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  // For a minute after its own last write the portal makes sure that what it
  // reads isn't merely older.
  await expect(dialog).toContainText('Repaired', { timeout: 90_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(mapping).toContainText('This environment can assume the role');
});

test('a second run finds nothing to do', async ({ page }) => {
  const task = await runTemplate(page);

  for (const step of steps) {
    await expect(task).toContainText(`${step}: unchanged`);
  }
  await expect(task).not.toContainText(/: (created|updated) \(/);
});

test('what was done is listed, with its journal', async ({ page }) => {
  await page.goto('/esc-trust/operations');
  const table = page.getByRole('grid', { name: /^Your operations/ });
  await table.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Journal' })).toContainText(
    'Succeeded',
  );
});

test('the system shows every status of the examples', async ({ page }) => {
  await page.goto('/catalog/default/system/payments');

  for (const count of [
    '1 Trusted',
    '1 Conditional',
    '2 Over-permissive',
    '4 Untrusted',
    '1 Unknown',
  ]) {
    await expect(trustCard(page)).toContainText(count);
  }
});

test('another template removes the role', async ({ page }) => {
  await chooseTemplate(page, 'Remove the AWS role of a Pulumi ESC environment');
  await fillEnvironment(page);
  const task = await runTask(page, 'Remove the AWS role');

  await expect(task).toContainText('role: deleted');
  await page.goto(component);
  await expect(trustCard(page)).toBeVisible();
  await expect(rowOf(page, environment)).toHaveCount(0);
});
