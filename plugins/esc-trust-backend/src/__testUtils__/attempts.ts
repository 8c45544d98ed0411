import {
  OTHER_TEAM,
  OURS,
  THEIR_KEY,
  THEIR_OLD_ROLE,
  THEIRS,
  TRAP,
  TwoTeams,
} from './twoTeams';
import { TEAM } from './testPortal';

/** What a member of another team tries. */
export interface Attempt {
  what: string;
  /** As in the OpenAPI document. */
  route: string;
  /** For `{id}`. */
  id?: (world: TwoTeams) => string;
  /** For everything else in braces. */
  params?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
  body?: (world: TwoTeams) => object;
  /** What a member with every permission is answered. */
  answer: [status: number, text: RegExp];
  /** Without it, it is a 403 that names it; what has none needs none. */
  permission?: string;
}

const SOMEBODY_ELSES = /belongs to somebody else: use one of your own team/;
const NO_MEMBER = /You are not a member of group:default\/payments-team/;
const NO_OPERATION: [number, RegExp] = [404, /There is no operation/];
const theirMapping = ({ mappingId }: TwoTeams) => mappingId;

/** Each as a plan, and as an operation. */
export const OPERATIONS: Array<
  Pick<Attempt, 'what' | 'headers' | 'answer' | 'permission'> & {
    request: (world: TwoTeams) => object;
  }
> = [
  {
    what: 'a role of one’s own for their environment',
    request: () => ({ ...OURS, environment: THEIRS.environment }),
    permission: 'esc-trust.role.provision',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'a role in their name',
    request: () => ({ ...OURS, ownerRef: TEAM }),
    permission: 'esc-trust.role.provision',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'their role for an environment of one’s own',
    request: () => ({ ...OURS, role: { name: 'theirs' } }),
    permission: 'esc-trust.role.provision',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'their role, adopted',
    request: () => ({ ...OURS, role: { name: 'theirs' }, adoptRole: true }),
    permission: 'esc-trust.role.adopt',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'their old role, adopted',
    request: () => ({
      ...OURS,
      role: { name: THEIR_OLD_ROLE },
      adoptRole: true,
    }),
    permission: 'esc-trust.role.adopt',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'a role shown on their component',
    request: () => ({
      ...OURS,
      entityRefs: ['component:default/payments-api'],
    }),
    permission: 'esc-trust.role.provision',
    answer: [403, /payments-api belongs to somebody else/],
  },
  {
    what: 'the same as they, with their Idempotency-Key',
    request: () => THEIRS,
    headers: { 'Idempotency-Key': THEIR_KEY },
    permission: 'esc-trust.role.provision',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a repair of theirs',
    request: ({ mappingId }) => ({ kind: 'repair', mappingId }),
    permission: 'esc-trust.role.repair',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a removal of theirs',
    request: ({ mappingId }) => ({ kind: 'deprovision', mappingId }),
    permission: 'esc-trust.role.deprovision',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a removal of what one may not even read',
    request: ({ mappingId }) => ({ kind: 'deprovision', mappingId }),
    permission: 'esc-trust.mapping.read',
    answer: [403, NO_MEMBER],
  },
];

/** One at least for every route. */
export const ATTEMPTS: Attempt[] = [
  ...OPERATIONS.flatMap(({ what, request, ...rest }) =>
    [true, false].map(dryRun => ({
      ...rest,
      what: `${dryRun ? 'the plan of ' : ''}${what}`,
      route: 'POST /operations',
      body: (world: TwoTeams) => ({ ...request(world), dryRun }),
    })),
  ),
  {
    what: 'a list of operations',
    route: 'GET /operations',
    permission: 'esc-trust.operation.read',
    answer: [200, /\n\{"items":\[\]\}$/],
  },
  {
    what: 'their operation',
    route: 'GET /operations/{id}',
    id: ({ operationId }) => operationId,
    permission: 'esc-trust.operation.read',
    answer: NO_OPERATION,
  },
  {
    what: 'an end of their operation',
    route: 'POST /operations/{id}/cancel',
    id: ({ runningId }) => runningId,
    answer: NO_OPERATION,
  },
  {
    what: 'a mapping of their pair in one’s own name',
    route: 'POST /mappings',
    body: () => ({ environment: THEIRS.environment, ownerRef: OTHER_TEAM }),
    permission: 'esc-trust.mapping.create',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'a mapping of their pair in their name',
    route: 'POST /mappings',
    body: () => ({ environment: THEIRS.environment, ownerRef: TEAM }),
    permission: 'esc-trust.mapping.create',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a mapping of an environment of one’s own to their role',
    route: 'POST /mappings',
    body: () => ({ environment: TRAP, ownerRef: OTHER_TEAM }),
    permission: 'esc-trust.mapping.create',
    answer: [403, SOMEBODY_ELSES],
  },
  {
    what: 'an opening of their environment',
    route: 'POST /mappings/{id}/verify',
    id: theirMapping,
    permission: 'esc-trust.mapping.verify',
    answer: [403, /only its members can verify it/],
  },
  {
    what: 'another owner for their mapping',
    route: 'PATCH /mappings/{id}',
    id: theirMapping,
    body: () => ({ ownerRef: OTHER_TEAM }),
    permission: 'esc-trust.mapping.update',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'their mapping on one’s own page',
    route: 'PATCH /mappings/{id}',
    id: theirMapping,
    body: () => ({ entityRefs: ['component:default/cluster'] }),
    permission: 'esc-trust.mapping.update',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a finding of theirs, accepted',
    route: 'PUT /mappings/{id}/acceptances/0123456789abcdef',
    id: theirMapping,
    body: () => ({ reason: 'x', until: new Date(Date.now() + 1e6) }),
    permission: 'esc-trust.finding.accept',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'a finding that they have accepted',
    route: 'DELETE /mappings/{id}/acceptances/0123456789abcdef',
    id: theirMapping,
    permission: 'esc-trust.finding.accept',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'an end of their mapping',
    route: 'DELETE /mappings/{id}',
    id: theirMapping,
    permission: 'esc-trust.mapping.delete',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'what they may choose',
    route: 'GET /provisioning-options',
    query: `?ownerRef=${TEAM}`,
    permission: 'esc-trust.role.provision',
    answer: [403, NO_MEMBER],
  },
  {
    what: 'what one may choose',
    route: 'GET /provisioning-options',
    permission: 'esc-trust.role.provision',
    answer: [200, /^(?!.*payments-team)/s],
  },
  // Reading is the permission policy's to allow, and an assessment is a look:
  // both are for everybody who may, whoever owns the mapping.
  {
    what: 'every mapping',
    route: 'GET /mappings',
    permission: 'esc-trust.mapping.read',
    answer: [200, /"totalItems":1/],
  },
  {
    what: 'their mapping',
    route: 'GET /mappings/{id}',
    id: theirMapping,
    permission: 'esc-trust.mapping.read',
    answer: [200, /"roleArn":/],
  },
  {
    what: 'the history of their mapping',
    route: 'GET /mappings/{id}/history',
    id: theirMapping,
    permission: 'esc-trust.mapping.read',
    answer: [200, /"items":\[\{"at":/],
  },
  {
    what: 'how many mappings there are',
    route: 'GET /summary',
    permission: 'esc-trust.mapping.read',
    answer: [200, /"totalItems":1/],
  },
  {
    what: 'a new assessment of theirs',
    route: 'POST /mappings/{id}/assess',
    id: theirMapping,
    permission: 'esc-trust.mapping.assess',
    answer: [200, /"trust":/],
  },
  {
    what: 'the accounts',
    route: 'GET /accounts',
    permission: 'esc-trust.role.read',
    answer: [200, /"accountId":"111111111111"/],
  },
  {
    what: 'the organizations',
    route: 'GET /organizations',
    permission: 'esc-trust.role.read',
    answer: [200, /"name":"acme"/],
  },
  {
    what: 'the roles of an account',
    route: 'GET /accounts/{accountId}/roles',
    params: { accountId: '111111111111' },
    permission: 'esc-trust.role.read',
    answer: [200, /"name":"theirs"/],
  },
  {
    what: 'their role',
    route: 'GET /accounts/{accountId}/roles/{roleName}',
    params: { accountId: '111111111111', roleName: 'theirs' },
    permission: 'esc-trust.role.read',
    answer: [200, /"exposure":/],
  },
  {
    what: 'the environments of an organization',
    route: 'GET /environments',
    query: '?organization=acme',
    permission: 'esc-trust.environment.read',
    answer: [200, /"items":\[\{"environment":/],
  },
  {
    what: 'their environment',
    route: 'GET /environments/{organization}/{project}/{name}',
    params: { ...THEIRS.environment },
    permission: 'esc-trust.environment.read',
    answer: [200, /"logins":\[\{/],
  },
  // What says nothing of anybody needs no more than a sign-in.
  {
    what: 'a judgement of what one describes oneself',
    route: 'POST /evaluations',
    body: () => ({
      environment: THEIRS.environment,
      role: {
        arn: 'arn:aws:iam::111111111111:role/pulumi-esc/theirs',
        trustPolicy: {},
      },
    }),
    answer: [200, /"status":/],
  },
  {
    what: 'the description of the API',
    route: 'GET /openapi.json',
    answer: [200, /"openapi":"3.1.0"/],
  },
];
