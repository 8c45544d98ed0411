/**
 * Has one account of the demo refuse the portal, so that stale mappings and a
 * source that can't be read are to be seen.
 */
import { waitFor } from './waitFor.mjs';

const ACCOUNT = '333333333333';
const READ_TIMEOUT_MS = 30_000;

/**
 * Waits until the portal has read the account once; from then on it may not.
 *
 * @param ask - of `signInAsGuest`
 * @param simulator - the simulator's process
 */
export async function refuseAccount(ask, simulator) {
  await waitFor('the first look at the accounts', READ_TIMEOUT_MS, async () => {
    const { items } = await (await ask('GET', '/accounts')).json();
    return items.find(
      ({ accountId, lastGoodAt }) => accountId === ACCOUNT && lastGoodAt,
    );
  });
  await new Promise((resolve, reject) =>
    simulator.child.send({ refuseIamOf: ACCOUNT }, error =>
      error ? reject(error) : resolve(),
    ),
  );
  // Whoever looks before the next scheduled reading sees it, too.
  const { items } = await (
    await ask('GET', `/mappings?accountId=${ACCOUNT}`)
  ).json();
  for (const { id } of items) {
    await ask('POST', `/mappings/${id}/assess`);
  }
}
