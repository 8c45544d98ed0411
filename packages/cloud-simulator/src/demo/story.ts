import type { EnvironmentName } from '../pulumi/names';

/** The organization, the accounts and the teams that the demo is about. */
export const organization = 'acme';
export const accounts = {
  dev: '111111111111',
  prod: '222222222222',
  sandbox: '333333333333',
} as const;
export const paymentsTeam = 'group:default/payments-team';
export const platformTeam = 'group:default/platform-team';
export const paymentsSystem = 'system:default/payments';
export const paymentsApi = 'component:default/payments-api';
export const paymentsBatch = 'component:default/payments-batch';
export const ownerTag = 'esc-trust:owner';
/** The user whom the policy of the conditional mapping names. */
export const namedUser = 'dana';

/** How well an environment and its role fit together. */
export type DemoStatus =
  | 'trusted'
  | 'over-permissive'
  | 'conditional'
  | 'untrusted'
  | 'unknown';

/** One environment with its role. */
export interface DemoPair {
  environment: EnvironmentName;
  account: keyof typeof accounts;
  roleName: string;
  status: DemoStatus;
  /** Why it has this status, in one sentence. */
  why: string;
  /** Catalog entities that the environment belongs to. */
  entityRefs: string[];
}

const pair = (
  fullName: string,
  account: DemoPair['account'],
  status: DemoStatus,
  why: string,
  component?: string,
): DemoPair => {
  const [project, name] = fullName.split('/');
  const roleName = `${project === 'default' ? '' : `${project}-`}${name}`;
  return {
    environment: { organization, project, name },
    account,
    roleName,
    status,
    why,
    entityRefs: component ? [component, paymentsSystem] : [],
  };
};

/** The pairs of the payments team: every status, for every usual reason. */
export const paymentsPairs: readonly DemoPair[] = [
  pair(
    'payments/prod-api',
    'prod',
    'trusted',
    'The role names the exact audience and the exact environment.',
    paymentsApi,
  ),
  pair(
    'payments/dev-api',
    'dev',
    'over-permissive',
    'The role tests the audience only, so every environment of the organization may use it.',
    paymentsApi,
  ),
  pair(
    'payments/reporting',
    'prod',
    'over-permissive',
    'The role accepts every audience that begins with aws:acme, also of organizations with a longer name.',
    paymentsBatch,
  ),
  pair(
    'payments/prod-console',
    'prod',
    'conditional',
    'The role names one user, so it depends on who opens the environment.',
    paymentsApi,
  ),
  pair(
    'payments/staging-api',
    'dev',
    'untrusted',
    'The role still names the environment as it was called before: payments/staging.',
    paymentsApi,
  ),
  pair(
    'payments/experiments',
    'sandbox',
    'untrusted',
    'The account has no identity provider for Pulumi Cloud.',
    paymentsBatch,
  ),
  pair(
    'default/payments-legacy',
    'dev',
    'untrusted',
    'The audience of the default project, acme, is not registered with the identity provider.',
    paymentsBatch,
  ),
  pair(
    'payments/nightly-batch',
    'prod',
    'untrusted',
    'The login asks for two hours, the default, and the role allows one.',
    paymentsBatch,
  ),
  pair(
    'payments/multi-region',
    'prod',
    'unknown',
    'The role ARN is an expression, which only an opening resolves.',
    paymentsApi,
  ),
];

/** What belongs to somebody else, and is refused to the payments team. */
export const platformPair: DemoPair = pair(
  'platform/shared-network',
  'prod',
  'trusted',
  'The role names the exact audience and the exact environment.',
);

/** The ARN of the role of a pair. */
export function roleArnOf({ account, roleName }: DemoPair): string {
  return `arn:aws:iam::${accounts[account]}:role/${roleName}`;
}
