import { Answer } from './awsAnswers';
import { FleetPlan } from './FleetPlan';

const PAGE_SIZE = 100;
const ENVIRONMENTS = '/api/esc/environments/';

/** Answers one read of Pulumi Cloud, for any organization. */
export function answerPulumi(plan: FleetPlan, url: URL, waves: number): Answer {
  if (!url.pathname.startsWith(ENVIRONMENTS)) {
    return absent();
  }
  const [organization, project, name, part] = url.pathname
    .slice(ENVIRONMENTS.length)
    .split('/')
    .map(decodeURIComponent);
  const number = Number(/^org-(\d+)$/.exec(organization)?.[1] ?? NaN);
  if (!(number < plan.size.organizations)) {
    return absent();
  }
  if (project === undefined) {
    return list(plan, number, url.searchParams, waves);
  }
  const [, account, role] =
    /^environment-(\d+)-(\d+)$/.exec(name ?? '')?.map(Number) ?? [];
  const isThere =
    account < plan.size.accounts && role < plan.size.mappingsPerAccount;
  if (!isThere || plan.mapping(account, role).project !== project) {
    return absent();
  }
  switch (part) {
    case undefined:
      return {
        status: 200,
        type: 'application/x-yaml',
        etag: '1',
        body: definitionOf(plan, account, role),
      };
    case 'referrers':
      return json({ referrers: {} });
    case 'tags':
      return json({
        tags: {
          'esc-trust:owner': {
            name: 'esc-trust:owner',
            value: plan.mapping(account, role).ownerRef,
          },
        },
        nextToken: '',
      });
    default:
      return absent();
  }
}

/** The definition of the environment of a mapping. */
export function definitionOf(
  plan: FleetPlan,
  account: number,
  role: number,
): string {
  const { roleArn, roleName } = plan.mapping(account, role);
  return `# Deploys a service
values:
  aws:
    region: eu-central-1
    login:
      fn::open::aws-login:
        oidc:
          roleArn: ${roleArn}
          sessionName: ${roleName}
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
  environmentVariables:
    AWS_ACCESS_KEY_ID: \${aws.login.accessKeyId}
    AWS_SECRET_ACCESS_KEY: \${aws.login.secretAccessKey}
    AWS_SESSION_TOKEN: \${aws.login.sessionToken}
    AWS_REGION: \${aws.region}
`;
}

/** When the environment of a mapping was last changed. */
export function modifiedOf(
  plan: FleetPlan,
  account: number,
  role: number,
  waves: number,
): string {
  const changes = plan.definitionChanges(account, role, waves);
  return `2026-01-02T00:00:${String(changes).padStart(2, '0')}.000Z`;
}

function list(
  plan: FleetPlan,
  organization: number,
  query: URLSearchParams,
  waves: number,
): Answer {
  const accounts = plan.accountsOf(organization);
  const { mappingsPerAccount } = plan.size;
  const count = accounts.length * mappingsPerAccount;
  const from = Number(query.get('continuationToken') ?? 0);
  const size = Number(query.get('maxResults') ?? PAGE_SIZE);
  const until = Math.min(from + size, count);
  const environments = [];
  for (let index = from; index < until; index++) {
    const account = accounts[Math.floor(index / mappingsPerAccount)];
    const role = index % mappingsPerAccount;
    const mapping = plan.mapping(account, role);
    environments.push({
      organization: mapping.organization,
      project: mapping.project,
      name: mapping.name,
      created: '2026-01-01T00:00:00.000Z',
      modified: modifiedOf(plan, account, role, waves),
      tags: {},
    });
  }
  return json({
    environments,
    nextToken: until < count ? String(until) : '',
  });
}

function json(body: object): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}

function absent(): Answer {
  return {
    status: 404,
    type: 'application/json',
    body: '{"code":404,"message":"Not Found"}',
  };
}
