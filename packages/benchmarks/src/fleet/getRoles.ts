import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { FleetPlan } from './FleetPlan';

const AT_ONCE = 16;
/** One in a hundred. */
const SHARE = 0.01;

/**
 * What reads of single roles take, as a design would make them that reads the
 * role of each mapping: one in a hundred, by the same SDK, a few at once.
 *
 * @returns seconds for all mappings
 */
export async function secondsOfGetRoles(
  plan: FleetPlan,
  url: string,
): Promise<number> {
  const count = Math.max(AT_ONCE, Math.round(plan.mappings * SHARE));
  const clients = new Map<string, IAMClient>();
  let requestHandler: IAMClient['config']['requestHandler'] | undefined;
  const clientOf = (accountId: string) => {
    let client = clients.get(accountId);
    if (!client) {
      client = new IAMClient({
        region: 'us-east-1',
        endpoint: url,
        credentials: {
          accessKeyId: `ASIA${accountId}AAAA`,
          secretAccessKey: 'secret',
        },
        ...(requestHandler ? { requestHandler } : {}),
      });
      requestHandler ??= client.config.requestHandler;
      clients.set(accountId, client);
    }
    return client;
  };
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const index = next++;
        const { accountId, roleName } = plan.mapping(
          index % plan.size.accounts,
          Math.floor(index / plan.size.accounts) % plan.size.mappingsPerAccount,
        );
        await clientOf(accountId).send(
          new GetRoleCommand({ RoleName: roleName }),
        );
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  return (seconds / count) * plan.mappings;
}
