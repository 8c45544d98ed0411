import { expect, Page, test } from '@playwright/test';
import { changeTrustPolicy } from './awsCli';
import { Caller, guestCaller } from './guestCaller';
import { signIn } from './signIn';

/**
 * What is open changes by itself when something happens elsewhere. Nobody
 * touches or reloads the page meanwhile, and it doesn't ask on its own: that a
 * signal on its websocket made it read is what is checked.
 */
test.describe.configure({ mode: 'serial' });

const component = '/catalog/default/component/payments-batch';
const environment = 'acme/payments/batch-reports';
const [organization, project, name] = environment.split('/');
const OPERATIONS = 'signal esc-trust:operations';
const MAPPINGS = 'signal esc-trust:mappings';

/** How long a page that follows an operation waits until it looks by itself. */
const POLL_MS = 5_000;

let elsewhere: Caller;
let mappingId: string | undefined;

test.afterAll(async ({ request }) => {
  if (mappingId) {
    elsewhere = await guestCaller(request);
    await elsewhere('POST', '/operations', { kind: 'deprovision', mappingId });
  }
});

test.beforeEach(async ({ page, request }) => {
  elsewhere = await guestCaller(request);
  await signIn(page);
});

/** A signal that came to the page, or something that it read. */
interface Heard {
  what: string;
  at: number;
}

/** Writes down, in their order, the signals that come and what the page reads. */
function listen(page: Page): Heard[] {
  const heard: Heard[] = [];
  const hear = (what: string) => heard.push({ what, at: Date.now() });
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) =>
      hear(`signal ${JSON.parse(String(payload)).channel}`),
    ),
  );
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'GET' && pathname.startsWith('/api/esc-trust/')) {
      hear(`read ${pathname.slice('/api/esc-trust'.length)}`);
    }
  });
  return heard;
}

/** Checks that a signal came, and that nothing of this was read before it. */
function expectReadOnlyAfter(signal: string, path: string, heard: Heard[]) {
  const order = heard.map(({ what }) => what);
  const came = order.indexOf(signal);
  expect(came, `${signal} among ${order}`).toBeGreaterThanOrEqual(0);
  expect(order.indexOf(`read ${path}`), String(order)).toBeGreaterThan(came);
}

/** Lets a stranger in instead, as somebody with AWS access could. */
async function breakRole(stranger: string) {
  await changeTrustPolicy(name, policy =>
    policy.replace(`${project}/${name}"`, `${project}/${stranger}"`),
  );
}

/** In the list of operations: the latest of this environment. */
function latestOperation(page: Page) {
  return page
    .getByRole('grid', { name: /^Your operations/ })
    .getByRole('row')
    .filter({ hasText: environment })
    .first();
}

test('the list of operations shows what somebody else starts', async ({
  page,
}) => {
  const heard = listen(page);
  await page.goto('/esc-trust/operations');
  await expect(
    page
      .getByRole('grid', { name: /^Your operations/ })
      .or(page.getByText('Neither you nor a team of yours')),
  ).toBeVisible();
  await expect(latestOperation(page)).toHaveCount(0);
  const before = heard.length;

  await elsewhere('POST', '/operations', {
    kind: 'provision',
    environment: { organization, project, name },
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    entityRefs: ['component:default/payments-batch'],
  });
  await expect(latestOperation(page)).toContainText('Succeeded');

  expectReadOnlyAfter(OPERATIONS, '/operations', heard.slice(before));
});

test('a mapping turns red when its role is broken by the AWS CLI', async ({
  page,
}) => {
  const { items } = await elsewhere(
    'GET',
    `/mappings?environment=${environment}`,
  );
  mappingId = items[0].id;
  const heard = listen(page);
  await page.goto(`/esc-trust/mappings/${mappingId}`);
  const main = page.getByRole('main');
  await expect(
    main.getByText('Trusted', { exact: true }).first(),
  ).toBeVisible();
  const before = heard.length;

  await breakRole('stranger');
  await elsewhere('POST', `/mappings/${mappingId}/assess`);
  await expect(
    main.getByText('Untrusted', { exact: true }).first(),
  ).toBeVisible();

  expectReadOnlyAfter(MAPPINGS, `/mappings/${mappingId}`, heard.slice(before));
});

test('its owner is told, and one click leads to the mapping', async ({
  page,
}) => {
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: /^Notifications/ })
    .click();
  await page
    .getByRole('link', { name: `${environment} can’t assume the AWS role` })
    .click();

  await expect(page).toHaveURL(`${component}/aws-trust?mapping=${mappingId}`);
  await expect(
    page.getByRole('heading', { name: environment, level: 2 }),
  ).toBeVisible();
  await expect(
    page.getByRole('main').getByText('Untrusted', { exact: true }).first(),
  ).toBeVisible();
});

/** Somebody breaks the role again, and starts to repair it. */
async function breakAndRepair(stranger: string): Promise<string> {
  await breakRole(stranger);
  const { id } = await elsewhere('POST', '/operations', {
    kind: 'repair',
    mappingId,
  });
  return id;
}

test('the journal of a repair that somebody else starts goes on', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const heard = listen(page);
  await page.goto('/esc-trust/operations');
  await expect(latestOperation(page)).toBeVisible();
  const first = await breakAndRepair('stranger');
  await expect
    .poll(async () => (await elsewhere('GET', `/operations/${first}`)).state)
    .toBe('succeeded');

  // The portal has just written the role. So the next repair waits in its midst,
  // until what it reads can't be merely older.
  const second = await breakAndRepair('another');
  const row = latestOperation(page).filter({ hasText: 'Running' });
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(`/esc-trust/operations/${second}`);
  const step = page
    .getByRole('list', { name: 'Journal' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Trust policy' }) });
  await expect(step).toContainText('Applying');
  await expect(step).toContainText('Succeeded', { timeout: 90_000 });
  await expect(page.getByText('Repaired', { exact: true })).toBeVisible();

  // By itself it looks less often.
  const looks = heard.filter(
    ({ what }) => what === `read /operations/${second}`,
  );
  const isNudged = looks.some(
    ({ at }, index) => index > 0 && at - looks[index - 1].at < POLL_MS - 1_000,
  );
  expect(isNudged).toBe(true);
});
