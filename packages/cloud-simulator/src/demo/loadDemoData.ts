import type { CloudSimulator } from '../simulator';
import type { EnvironmentName } from '../pulumi/names';
import { definitions } from './definitions';
import { demoRole, portalRole } from './roles';
import {
  accounts,
  namedUser,
  organization,
  ownerTag,
  paymentsPairs,
  paymentsTeam,
  platformPair,
  platformTeam,
  roleArnOf,
} from './story';

/**
 * One environment with its role, and what is to be said about both.
 *
 * @public
 */
export interface DemoMapping {
  environment: EnvironmentName;
  loginPath: string;
  ownerRef: string;
  entityRefs: string[];
  /** The role that an opening really asks for. */
  roleArn: string;
  status:
    | 'trusted'
    | 'over-permissive'
    | 'conditional'
    | 'untrusted'
    | 'unknown';
  /** Why it has this status, in one sentence. */
  why: string;
}

/**
 * What is in a simulator with demo data.
 *
 * @public
 */
export interface DemoData {
  accounts: Array<{ accountId: string; name: string }>;
  /** Of the IAM user that every account's role `esc-trust-portal` trusts. */
  awsCredentials: { accessKeyId: string; secretAccessKey: string };
  pulumiTokens: { read: string; write: string; open: string };
  /** The mappings of the payments team, one for every usual case. */
  mappings: DemoMapping[];
  /** What belongs to another team. */
  foreign: DemoMapping[];
}

/**
 * Fills an empty simulator with an organization, three accounts, and pairs of
 * environments and roles in every state. Tokens and keys are made anew.
 *
 * @public
 */
export function loadDemoData(simulator: CloudSimulator): DemoData {
  const awsCredentials = loadAccounts(simulator);
  loadRoles(simulator);
  const pulumiTokens = loadOrganization(simulator);
  return {
    accounts: Object.entries(accounts).map(([name, accountId]) => ({
      accountId,
      name,
    })),
    awsCredentials,
    pulumiTokens,
    mappings: paymentsPairs.map(pair => mappingOf(pair, paymentsTeam)),
    foreign: [mappingOf(platformPair, platformTeam)],
  };
}

function loadAccounts({ aws, issuer }: CloudSimulator) {
  for (const accountId of Object.values(accounts)) {
    aws.addAccount(accountId);
  }
  for (const accountId of [accounts.dev, accounts.prod]) {
    aws.account(accountId).putIdentityProvider({
      url: issuer,
      clientIds: [`aws:${organization}`],
    });
  }
  const credentials = aws.createAccessKey({
    accountId: accounts.dev,
    userName: 'backstage',
  });
  const userArn = aws.account(accounts.dev).addUser('backstage');
  for (const account of aws.accounts()) {
    account.putRole(portalRole(userArn));
  }
  return credentials;
}

function loadRoles({ aws }: CloudSimulator): void {
  for (const pair of [...paymentsPairs, platformPair]) {
    aws.account(accounts[pair.account]).putRole({
      ...demoRole(pair),
      tags: {
        [ownerTag]: pair === platformPair ? platformTeam : paymentsTeam,
      },
    });
  }
}

function loadOrganization({ pulumi }: CloudSimulator) {
  pulumi.addOrganization(organization, {
    members: [namedUser, 'lee', 'esc-trust-portal'],
  });
  for (const [key, yaml] of Object.entries(definitions)) {
    const [project, name] = key.split('/');
    const owner = project === 'platform' ? platformTeam : paymentsTeam;
    pulumi.putEnvironment({
      organization,
      project,
      name,
      yaml,
      tags: { [ownerTag]: owner },
    });
  }
  const token = (
    name: string,
    scopes: Parameters<typeof pulumi.createToken>[0]['scopes'],
  ) =>
    pulumi.createToken({
      login: 'esc-trust-portal',
      organizations: [organization],
      scopes,
      name,
    });
  return {
    read: token('read', ['environment:read']),
    write: token('write', [
      'environment:read',
      'environment:write',
      'environment:delete',
    ]),
    open: token('open', ['environment:read', 'environment:open']),
  };
}

function mappingOf(
  pair: (typeof paymentsPairs)[number],
  ownerRef: string,
): DemoMapping {
  return {
    environment: pair.environment,
    loginPath: 'aws.login',
    ownerRef,
    entityRefs: pair.entityRefs,
    roleArn: roleArnOf(pair),
    status: pair.status,
    why: pair.why,
  };
}
