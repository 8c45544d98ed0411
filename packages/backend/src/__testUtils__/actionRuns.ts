import { JsonObject } from '@backstage/types';
import { awsFaults } from '@internal/cloud-simulator';
import { Portal } from './startPortal';

const TEAM = 'group:default/payments-team';
/** May do everything that the first team may. */
export const OTHER_TEAM = 'group:default/platform-team';
/** What stands in definitions, and nowhere else. */
export const PLANTED = [
  'planted-value-of-a-definition',
  'planted-comment',
  'planted-secret',
];
const DEFINITION = `# ${PLANTED[1]}
values:
  plain: ${PLANTED[0]}
  hidden:
    fn::secret: ${PLANTED[2]}
`;
const REFUSAL = awsFaults.accessDenied('iam:AttachRolePolicy');

/** Inputs that name a mapping, and those that make one. */
const mappingOf = (environment: string) => ({
  organization: 'acme',
  project: 'payments',
  environment,
});
const roleOf = (environment: string, more: JsonObject = {}) => ({
  ...mappingOf(environment),
  accountId: '111111111111',
  ownerRef: TEAM,
  role: {
    name: environment,
    managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
  },
  ...more,
});

/** One run of an action, and how it ends. */
export interface Run {
  action: string;
  input: JsonObject;
  /** In the task log. */
  says: RegExp;
  /** What goes wrong meanwhile. */
  trouble?: (portal: Portal) => void;
}

const NO_MEMBER = /You are not a member of group:default\/payments-team/;
const SOMEBODY_ELSES = /belongs to somebody else: use one of your own team/;

/** As a member of another team that may do everything with its own. */
export const REFUSED: Record<string, Run> = {
  'provision in their name': {
    action: 'esc-trust:role:provision',
    input: roleOf('theirs'),
    says: NO_MEMBER,
  },
  'provision for their environment': {
    action: 'esc-trust:role:provision',
    input: roleOf('theirs', { ownerRef: OTHER_TEAM, role: { name: 'mine' } }),
    says: SOMEBODY_ELSES,
  },
  'provision with their role': {
    action: 'esc-trust:role:provision',
    input: roleOf('mine', { ownerRef: OTHER_TEAM, role: { name: 'theirs' } }),
    says: SOMEBODY_ELSES,
  },
  'adopt their role': {
    action: 'esc-trust:role:provision',
    input: roleOf('mine', {
      ownerRef: OTHER_TEAM,
      role: { name: 'payments-dev-api' },
      adoptRole: true,
    }),
    says: SOMEBODY_ELSES,
  },
  'plan in their name': {
    action: 'esc-trust:plan-provision',
    input: {
      environment: {
        organization: 'acme',
        project: 'payments',
        name: 'theirs',
      },
      accountId: '111111111111',
      ownerRef: TEAM,
    },
    // The scaffolder tells no more of such actions.
    says: /403 Forbidden/,
  },
  'plan with a mapping that nobody has': {
    action: 'esc-trust:plan-mapping-change',
    input: {
      kind: 'repair',
      mappingId: '00000000-0000-4000-8000-000000000000',
    },
    says: /404 Not Found/,
  },
  repair: {
    action: 'esc-trust:role:repair',
    input: mappingOf('theirs'),
    says: NO_MEMBER,
  },
  remove: {
    action: 'esc-trust:role:deprovision',
    input: mappingOf('theirs'),
    says: NO_MEMBER,
  },
  verify: {
    action: 'esc-trust:mapping:verify',
    input: mappingOf('theirs'),
    says: /only its members can verify it/,
  },
};

/** Actions that only look, for which a permission is enough. */
export const LOOKS = [
  'esc-trust:assess-mapping',
  'esc-trust:evaluate-trust',
  'esc-trust:explain-mapping',
  'esc-trust:list-mappings',
  'esc-trust:mapping:assess',
];

/** As a member of the team, in this order. */
export const ENDED: Record<string, Run> = {
  'an assessment': {
    action: 'esc-trust:mapping:assess',
    input: mappingOf('theirs'),
    says: /is trusted/,
  },
  'a verification': {
    action: 'esc-trust:mapping:verify',
    input: mappingOf('theirs'),
    says: /AWS lets acme\/payments\/theirs in/,
  },
  'a repair': {
    action: 'esc-trust:role:repair',
    input: mappingOf('theirs'),
    says: /environment: updated/,
    trouble: ({ simulator }) => {
      const { yaml } = simulator.pulumi.environment('acme/payments/theirs')!;
      putEnvironment(
        simulator,
        'theirs',
        yaml.replace(/duration: .*/, 'duration: 12h'),
      );
    },
  },
  'a plan': {
    action: 'esc-trust:role:deprovision',
    input: { ...mappingOf('theirs'), dryRun: true },
    says: /role: to be deleted/,
  },
};
/** The same, whatever goes wrong. */
export const FAILED: Record<string, Run> = {
  'a request that is not valid': {
    action: 'esc-trust:role:provision',
    input: roleOf('failing', { role: { name: 'no/slash' } }),
    says: /The role name "no\/slash" is not valid/,
  },
  'a plan that is another by now': {
    action: 'esc-trust:role:provision',
    input: roleOf('failing', { planDigest: 'old' }),
    says: /The plan would be another now/,
  },
  'a step that AWS refuses': {
    action: 'esc-trust:role:provision',
    input: roleOf('failing'),
    says: /Everything was rolled back/,
    trouble: ({ simulator }) =>
      simulator.faults.add({ action: 'AttachRolePolicy', ...REFUSAL }),
  },
  'a way back that AWS refuses': {
    action: 'esc-trust:role:provision',
    input: roleOf('stuck'),
    says: /This needs a person/,
    trouble: ({ simulator }) => {
      simulator.faults.add({ action: 'AttachRolePolicy', ...REFUSAL });
      simulator.faults.add({ action: 'DeleteRole', ...REFUSAL, times: 99 });
    },
  },
  'a definition that Pulumi Cloud refuses': {
    action: 'esc-trust:role:provision',
    input: roleOf('failing'),
    says: /refuses the definition: line 6, .*rolled back/,
    trouble: ({ simulator }) => {
      putEnvironment(
        simulator,
        'failing',
        `${DEFINITION}  wrong: \${nowhere}\n`,
      );
    },
  },
  'a call that Pulumi Cloud quotes': {
    action: 'esc-trust:role:repair',
    input: mappingOf('theirs'),
    says: /Not understood/,
    trouble: ({ simulator, pulumiTokens }) =>
      simulator.faults.add({
        service: 'pulumi',
        kind: 'error',
        name: 'BadRequest',
        status: 400,
        message: `Not understood: ${Object.values(pulumiTokens)}`,
      }),
  },
  'an opening that AWS refuses': {
    action: 'esc-trust:mapping:verify',
    input: mappingOf('theirs'),
    says: /AWS refuses the login aws\.login/,
    trouble: ({ simulator }) => {
      simulator.aws
        .account('111111111111')
        .identityProvider(simulator.issuer)!
        .clientIds.clear();
    },
  },
};

/** Puts an environment there with something in it that nobody is told. */
export function putEnvironment(
  { pulumi }: Portal['simulator'],
  name: string,
  yaml = DEFINITION,
): void {
  pulumi.putEnvironment({
    organization: 'acme',
    project: 'payments',
    name,
    yaml,
    tags: { 'esc-trust:owner': name === 'mine' ? OTHER_TEAM : TEAM },
  });
}

/** What the team has. */
export const THEIRS: Run = {
  action: 'esc-trust:role:provision',
  input: roleOf('theirs'),
  says: /role: created/,
};
