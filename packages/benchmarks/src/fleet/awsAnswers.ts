import { FleetPlan } from './FleetPlan';
import { trustPolicyOf } from './trustPolicies';

/** An answer of a cloud. */
export interface Answer {
  status: number;
  type: string;
  etag?: string;
  body: string;
}

const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/';
const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** Answers one call of IAM or STS in the query protocol, for any account. */
export function answerAws(
  plan: FleetPlan,
  call: {
    form: URLSearchParams;
    /** Who signed it. */
    accessKeyId: string;
    waves: number;
  },
): Answer {
  const { form, waves } = call;
  const account = plan.accountOf(accountIdOf(call.accessKeyId));
  switch (form.get('Action')) {
    case 'ListRoles':
      return listRoles(plan, account, form, waves);
    case 'GetRole':
      return getRole(plan, account, form.get('RoleName') ?? '', waves);
    case 'GetOpenIDConnectProvider':
      return answer(
        'GetOpenIDConnectProvider',
        `<Url>api.pulumi.com/oidc</Url><ClientIDList><member>aws:${plan.organizationOf(
          account,
        )}</member></ClientIDList><ThumbprintList/><CreateDate>2026-01-01T00:00:00Z</CreateDate><Tags/>`,
      );
    case 'AssumeRole':
      return assumeRole(form.get('RoleArn') ?? '');
    case 'GetCallerIdentity':
      return answer(
        'GetCallerIdentity',
        `<UserId>AROAEXAMPLE:backstage</UserId><Account>${accountIdOf(
          call.accessKeyId,
        )}</Account><Arn>arn:aws:sts::${accountIdOf(
          call.accessKeyId,
        )}:assumed-role/portal/backstage</Arn>`,
        STS,
      );
    default:
      return awsError(400, 'InvalidAction', 'There is no such action');
  }
}

/** The account of the temporary keys that `AssumeRole` gives out. */
export function accountIdOf(accessKeyId: string): string {
  return accessKeyId.slice(4, 16);
}

/** Who signed a request. */
export function accessKeyIdOf(authorization: string): string {
  return /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
}

/** An error as AWS says it. */
export function awsError(
  status: number,
  code: string,
  message: string,
): Answer {
  return xml(
    `<ErrorResponse xmlns="${IAM}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`,
    status,
  );
}

function listRoles(
  plan: FleetPlan,
  account: number,
  form: URLSearchParams,
  waves: number,
): Answer {
  const from = Number(form.get('Marker') ?? 0);
  const until = Math.min(
    from + Number(form.get('MaxItems') ?? 100),
    plan.size.rolesPerAccount,
  );
  const isTruncated = until < plan.size.rolesPerAccount;
  const roles: string[] = [];
  for (let role = from; role < until; role++) {
    roles.push(`<member>${roleXml(plan, account, role, waves)}</member>`);
  }
  return answer(
    'ListRoles',
    `<Roles>${roles.join('')}</Roles><IsTruncated>${isTruncated}</IsTruncated>${
      isTruncated ? `<Marker>${until}</Marker>` : ''
    }`,
  );
}

function getRole(
  plan: FleetPlan,
  account: number,
  name: string,
  waves: number,
): Answer {
  const role = Number(/^esc-team-\d+-service-(\d+)$/.exec(name)?.[1] ?? NaN);
  if (!(role < plan.size.mappingsPerAccount)) {
    return awsError(404, 'NoSuchEntity', `There is no role ${name}.`);
  }
  const { ownerRef } = plan.mapping(account, role);
  return answer(
    'GetRole',
    `<Role>${roleXml(
      plan,
      account,
      role,
      waves,
    )}<Tags><member><Key>esc-trust:owner</Key><Value>${ownerRef}</Value></member></Tags><RoleLastUsed/></Role>`,
  );
}

function roleXml(
  plan: FleetPlan,
  account: number,
  role: number,
  waves: number,
): string {
  const name = plan.roleName(account, role);
  const policy = encodeURIComponent(trustPolicyOf(plan, account, role, waves));
  return `<Path>/</Path><RoleName>${name}</RoleName><RoleId>${plan.roleId(
    account,
    role,
  )}</RoleId><Arn>arn:aws:iam::${plan.accountId(
    account,
  )}:role/${name}</Arn><CreateDate>2025-06-01T08:00:00Z</CreateDate><AssumeRolePolicyDocument>${policy}</AssumeRolePolicyDocument><Description>Role number ${role} of this account</Description><MaxSessionDuration>3600</MaxSessionDuration>`;
}

function assumeRole(arn: string): Answer {
  const accountId = arn.split(':')[4];
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  return answer(
    'AssumeRole',
    `<Credentials><AccessKeyId>ASIA${accountId}AAAA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:backstage</AssumedRoleId><Arn>${arn}/backstage</Arn></AssumedRoleUser>`,
    STS,
  );
}

function answer(action: string, result: string, namespace = IAM): Answer {
  return xml(
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function xml(body: string, status = 200): Answer {
  return { status, type: 'text/xml', body };
}
