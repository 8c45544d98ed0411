import { Locator, Page } from '@playwright/test';
import { Answer, DENIED, FAILED, NO_ITEMS, NOT_FOUND } from './answers';

/** A view in a state, which answers of the API bring about. */
export interface State {
  name: string;
  path: string;
  /** By the beginning of the path; default: what the portal says. */
  answers?: Record<string, Answer>;
  /** What shows that the state is there. */
  shown: (page: Page) => Locator;
  /** What is done to get there, when it isn't there at once. */
  act?: (page: Page) => Promise<void>;
}

const text = (words: string | RegExp) => (page: Page) =>
  page.getByRole('main').last().getByText(words).first();
const loading = (name: string) => (page: Page) =>
  page.getByRole('status', { name });
const failed = (words: string) => (page: Page) =>
  page.getByRole('alert').filter({ hasText: words });

/** The trust of the only mapping of the component, as a change of the portal's. */
const trustIs = (trust: object, rest: object = {}): Answer => ({
  change: page => ({
    ...page,
    items: page.items.map((item: any) => ({
      ...item,
      ...rest,
      trust: { ...item.trust, ...trust },
    })),
  }),
});

/** The states of the card and the tab of an entity: the same for both. */
export const OF_AN_ENTITY: Array<Omit<State, 'path'> & { isBare?: boolean }> = [
  {
    name: 'loading',
    answers: { mappings: 'pending' },
    shown: loading('Loading the AWS trust of this entity'),
  },
  {
    name: 'missing annotation, with the way in',
    isBare: true,
    answers: { mappings: NO_ITEMS },
    shown: text('add the annotation pulumi.com/esc-environments'),
  },
  {
    name: 'annotated without a mapping, with the way in',
    answers: { mappings: NO_ITEMS },
    shown: text('No mapping yet'),
  },
  {
    name: 'no permission',
    answers: { mappings: DENIED },
    shown: text('It takes the permission esc-trust.mapping.read.'),
  },
  {
    name: 'backend missing',
    answers: { mappings: 'nobody' },
    shown: text('The backend of AWS trust does not answer'),
  },
  {
    name: 'failed',
    answers: { mappings: FAILED },
    shown: failed('The AWS trust of this entity could not be loaded'),
  },
  {
    name: 'failed, with all that is known about it',
    answers: { mappings: FAILED },
    shown: text('Message'),
    act: expandError,
  },
  {
    name: 'stale',
    answers: {
      mappings: trustIs(
        {},
        {
          stale: {
            since: '2026-01-01T00:00:00.000Z',
            reason: 'AWS refuses sts:AssumeRole',
          },
        },
      ),
    },
    shown: text(/AWS refuses sts:AssumeRole/),
  },
  {
    name: 'unknown',
    answers: {
      mappings: trustIs({
        status: 'unknown',
        access: 'unknown',
        gates: [
          {
            gate: 'trust-policy',
            outcome: 'unknown',
            message: 'The trust policy could not be read.',
          },
        ],
      }),
    },
    shown: text('The trust policy could not be read.'),
  },
  {
    name: 'conditional',
    answers: {
      mappings: trustIs({
        status: 'conditional',
        access: 'conditional',
        gates: [],
        findings: [],
      }),
    },
    shown: text('Conditional'),
  },
];

/** A mapping's page. */
const mapping = '/esc-trust/mappings/some-mapping';

export const OF_MAPPINGS: State[] = [
  {
    name: 'fleet, loading',
    path: '/esc-trust/mappings',
    answers: { '': 'pending' },
    shown: loading('Loading the sources'),
  },
  {
    name: 'fleet, empty',
    path: '/esc-trust/mappings',
    answers: { mappings: NO_ITEMS },
    shown: text('No Pulumi ESC environment uses an AWS role yet.'),
  },
  {
    name: 'fleet, nothing matches',
    path: '/esc-trust/mappings?q=nothing-of-this-name',
    shown: text('No mapping matches these filters.'),
  },
  {
    name: 'fleet, no permission',
    path: '/esc-trust/mappings',
    answers: { '': DENIED },
    shown: text('It takes the permission esc-trust.mapping.read.'),
  },
  {
    name: 'fleet, backend missing',
    path: '/esc-trust/mappings',
    answers: { '': 'nobody' },
    shown: text('The backend of AWS trust does not answer'),
  },
  {
    name: 'fleet, failed',
    path: '/esc-trust/mappings',
    answers: { '': FAILED },
    shown: failed('The mappings could not be loaded'),
  },
  {
    name: 'mapping, loading',
    path: mapping,
    answers: { mappings: 'pending' },
    shown: loading('Loading the mapping'),
  },
  {
    name: 'mapping, none',
    path: mapping,
    answers: { mappings: NOT_FOUND },
    shown: text('There is no such mapping, or you may not see it.'),
  },
  {
    name: 'mapping, failed',
    path: mapping,
    answers: { mappings: FAILED },
    shown: failed('The mapping could not be loaded'),
  },
];

export const OF_ROLES: State[] = [
  {
    name: 'roles, loading',
    path: '/esc-trust/roles',
    answers: { accounts: 'pending' },
    shown: loading('Loading roles'),
  },
  {
    name: 'roles, no account',
    path: '/esc-trust/roles',
    answers: { accounts: { body: { items: [] } } },
    shown: text(/escTrust\.accounts/),
  },
  {
    name: 'roles, no permission',
    path: '/esc-trust/roles',
    answers: { accounts: DENIED },
    shown: text('It takes the permission esc-trust.role.read.'),
  },
  {
    name: 'roles, backend missing',
    path: '/esc-trust/roles',
    answers: { accounts: 'nobody' },
    shown: text('The backend of AWS trust does not answer'),
  },
  {
    name: 'roles, failed',
    path: '/esc-trust/roles',
    answers: { accounts: FAILED },
    shown: failed('The roles could not be loaded'),
  },
  {
    name: 'role, failed',
    path: '/esc-trust/roles/222222222222/payments-prod-api',
    answers: { 'accounts/222222222222/roles': FAILED },
    shown: failed('The roles could not be loaded'),
  },
  {
    name: 'role, none',
    path: '/esc-trust/roles/222222222222/nobody',
    answers: { 'accounts/222222222222/roles': NOT_FOUND },
    shown: text('There is no role nobody here'),
  },
];

export const OF_OPERATIONS: State[] = [
  {
    name: 'operations, loading',
    path: '/esc-trust/operations',
    answers: { operations: 'pending' },
    shown: loading('Loading the operations'),
  },
  {
    name: 'operations, empty',
    path: '/esc-trust/operations',
    answers: { operations: { body: { items: [] } } },
    shown: text('Neither you nor a team of yours has an operation yet.'),
  },
  {
    name: 'operations, no permission',
    path: '/esc-trust/operations',
    answers: { operations: DENIED },
    shown: text('It takes the permission esc-trust.operation.read.'),
  },
  {
    name: 'operations, backend missing',
    path: '/esc-trust/operations',
    answers: { operations: 'nobody' },
    shown: text('The backend of AWS trust does not answer'),
  },
  {
    name: 'operations, failed',
    path: '/esc-trust/operations',
    answers: { operations: FAILED },
    shown: failed('The operations could not be loaded'),
  },
  {
    name: 'operation, none',
    path: '/esc-trust/operations/nothing',
    answers: { operations: NOT_FOUND },
    shown: text('There is no such operation'),
  },
];

export const OF_THE_LAB: State[] = [
  {
    name: 'policy lab, a policy with errors',
    path: '/esc-trust/policy-lab',
    shown: text('Letters, digits, hyphens, underscores and periods only.'),
    act: async page => {
      await page
        .getByRole('textbox', { name: 'Trust policy' })
        .fill('{ "Statement": [ }');
      await page.getByRole('textbox', { name: 'Name' }).fill('no/such name');
    },
  },
  {
    name: 'policy lab, role denied',
    path: '/esc-trust/policy-lab?role=222222222222/nobody',
    answers: { accounts: DENIED },
    shown: text('It takes the permission esc-trust.role.read.'),
  },
  {
    name: 'policy lab, role failed',
    path: '/esc-trust/policy-lab?role=222222222222/nobody',
    answers: { accounts: FAILED },
    shown: failed('The role could not be loaded'),
  },
];

async function expandError(page: Page): Promise<void> {
  await page.getByRole('alert').getByRole('button').first().click();
}
