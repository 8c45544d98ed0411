import {
  Finding,
  Mapping,
  MappingSource,
  TrustReport,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from './exampleMapping';

const PROJECTS = ['payments', 'shop', 'search', 'identity', 'reporting'];
const NAMES = [
  'prod',
  'staging',
  'dev',
  'preview',
  'eu-central-1',
  'us-east-1',
];
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const SOURCES: MappingSource[] = ['provisioned', 'registered', 'discovered'];

const TRUST: Record<TrustStatus, Partial<TrustReport>> = {
  trusted: {},
  conditional: {
    status: 'conditional',
    access: 'conditional',
    findings: [finding('subject-wildcard', 'The subject names one user.')],
  },
  'over-permissive': {
    status: 'over-permissive',
    exposure: {
      verdict: 'wider',
      witnesses: [
        {
          audience: 'aws:acme',
          subject: 'pulumi:environments:org:acme:env:sandbox/x',
          why: 'Any environment of acme, for example acme/sandbox/x, can assume this role.',
        },
      ],
    },
    findings: [
      finding(
        'subject-organization-wide',
        'The subject names no environment: every environment of the organization can pass it.',
      ),
    ],
  },
  untrusted: {
    status: 'untrusted',
    access: 'fails',
    gates: [
      {
        gate: 'trust-policy',
        outcome: 'fail',
        message:
          'The trust policy expects the subject of another environment: change it.',
      },
    ],
  },
  unknown: {
    status: 'unknown',
    access: 'unknown',
    gates: [
      {
        gate: 'role',
        outcome: 'unknown',
        message:
          'The role ARN is an expression, so it is known only when the environment is opened.',
      },
    ],
  },
};

/** Of forty mappings; most fleets are mostly fine. */
const STATUS_OF: Record<number, TrustStatus> = {
  3: 'untrusted',
  7: 'over-permissive',
  11: 'conditional',
  17: 'unknown',
  23: 'over-permissive',
};

/**
 * A fleet of any size, for tests and the dev app: always the same.
 *
 * @param size - how many mappings
 */
export function exampleFleet(size: number): Mapping[] {
  return Array.from({ length: size }, (_, at) => {
    const organization = at % 5 === 4 ? 'globex' : 'acme';
    const project = PROJECTS[at % PROJECTS.length];
    const name = `${NAMES[at % NAMES.length]}-${String(at).padStart(4, '0')}`;
    const status = STATUS_OF[at % 40] ?? 'trusted';
    const accountId = ACCOUNTS[at % ACCOUNTS.length];
    const environment = `${organization}/${project}/${name}`;
    return exampleMapping(environment, TRUST[status], {
      id: `mapping-${at}`,
      ...(status === 'unknown'
        ? { roleArn: undefined, accountId: undefined }
        : {
            roleArn: `arn:aws:iam::${accountId}:role/pulumi-esc/esc-${project}-${name}`,
            accountId,
          }),
      ownerRef: at % 7 === 6 ? undefined : `group:default/${project}-team`,
      entityRefs: at % 3 === 2 ? [] : [`component:default/${project}-api`],
      source: SOURCES[at % SOURCES.length],
      loginPath: at % 9 === 8 ? 'reporting.aws.login' : 'aws.login',
      ...(at % 40 === 7
        ? {
            stale: {
              since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
              reason: `AWS account ${accountId} refuses iam:ListRoles.`,
            },
          }
        : {}),
      ...(at % 50 === 49 ? { ignored: true } : {}),
      updatedAt: new Date(Date.now() - at * 7_200_000).toISOString(),
    });
  });
}

function finding(code: string, message: string): Finding {
  return { code, severity: 'error', message, fingerprint: `${code}-0` };
}
