import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import {
  assessTrust,
  findAwsLogins,
} from '@internal/backstage-plugin-esc-trust-common';
import { Readable } from 'node:stream';
import { answerAws } from './awsAnswers';
import { AccountFaults } from './AccountFaults';
import { FleetPlan } from './FleetPlan';
import { definitionOf } from './pulumiAnswers';
import { TokenBucket } from './TokenBucket';
import { trustPolicyOf } from './trustPolicies';

const plan = new FleetPlan({
  seed: 1,
  accounts: 100,
  rolesPerAccount: 1_200,
  mappingsPerAccount: 100,
  organizations: 3,
});

describe('the fleet of benchmarks', () => {
  it('says of each mapping what its policy and its definition lead to', () => {
    const seen = new Set<string>();
    for (let role = 0; role < 100; role++) {
      for (const waves of [0, 30]) {
        const { organization, project, name, roleArn } = plan.mapping(7, role);
        const environment = { organization, project, name };
        const report = assessTrust({
          environment,
          login: findAwsLogins(definitionOf(plan, 7, role)).logins[0],
          role: {
            arn: roleArn,
            trustPolicy: trustPolicyOf(plan, 7, role, waves),
            maxSessionDuration: 3_600,
          },
          identityProvider: { clientIds: [`aws:${organization}`] },
          intended: [environment],
          isIntended: true,
        });
        expect([role, waves, report.status]).toEqual([
          role,
          waves,
          plan.statusOf(7, role, waves),
        ]);
        seen.add(plan.kindOf(7, role, waves));
      }
    }
    expect(seen.size).toBe(4);
  });

  it('is listed like a real account', async () => {
    const client = new IAMClient({
      region: 'us-east-1',
      credentials: {
        accessKeyId: 'ASIA100000000007AAAA',
        secretAccessKey: 'x',
      },
      requestHandler: {
        handle: async ({ body }: { body: string }) => ({
          response: {
            statusCode: 200,
            headers: {},
            body: Readable.from([
              Buffer.from(
                answerAws(plan, {
                  form: new URLSearchParams(body),
                  accessKeyId: 'ASIA100000000007AAAA',
                  waves: 0,
                }).body,
              ),
            ]),
          },
        }),
      } as never,
    });
    const pages = [];
    for await (const page of paginateListRoles(
      { client },
      { MaxItems: 1_000 },
    )) {
      pages.push(page.Roles ?? []);
    }
    expect(pages.map(page => page.length)).toEqual([1_000, 200]);
    const roles = pages.flat();
    expect(new Set(roles.map(({ RoleId }) => RoleId)).size).toBe(1_200);
    expect(roles[3]).toMatchObject({
      Arn: plan.mapping(7, 3).roleArn,
      MaxSessionDuration: 3_600,
    });
    expect(decodeURIComponent(roles[3].AssumeRolePolicyDocument!)).toBe(
      trustPolicyOf(plan, 7, 3, 0),
    );
  });

  it('breaks as many accounts as it says', () => {
    const faults = new AccountFaults(plan, {
      denied: 10,
      hanging: 5,
      garbage: 1,
    });
    const counts: Record<string, number> = {};
    for (let account = 0; account < 100; account++) {
      const kind = faults.of(account) ?? 'healthy';
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual({ denied: 10, hanging: 5, garbage: 1, healthy: 84 });
  });

  it('limits calls as AWS does', () => {
    const bucket = new TokenBucket(20);
    const taken = (now: number) =>
      Array.from({ length: 30 }, () => bucket.take(now));
    expect(taken(1_000).filter(Boolean)).toHaveLength(20);
    expect(taken(1_500).filter(Boolean)).toHaveLength(10);
  });
});
