import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../fleet/projectRoot';
import { BenchDatabase } from '../rest/database';
import { Portal, startPortal } from '../rest/portal';

const backend = () => join(projectRoot(), 'packages/backend');
const CATALOG_MS = 60_000;

/**
 * Starts the demo's own backend in production mode: it serves the app that was
 * built, and reaches no cloud.
 */
export async function startServedPortal(
  database: BenchDatabase,
): Promise<Portal> {
  const portal = await startPortal(database, undefined, {
    server: join(backend(), 'src/index.ts'),
    env: {
      // The demo's backend starts on this machine only. Nothing answers there.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_EC2_METADATA_DISABLED: 'true',
      APP_CONFIG_app_title: 'ESC Trust',
      APP_CONFIG_app_packages: 'all',
      APP_CONFIG_app_extensions: JSON.stringify([
        { 'page:catalog': { config: { path: '/' } } },
      ]),
    },
    config: {
      catalog: {
        rules: [{ allow: ['Component', 'System', 'User', 'Group'] }],
        locations: [
          { type: 'file', target: join(backend(), 'demo/catalog.yaml') },
        ],
      },
    },
  });
  try {
    await untilGuestIsInTeam(portal.url);
    return portal;
  } catch (error) {
    await portal.stop();
    throw error;
  }
}

/** The catalog fills itself after the start; without a team the guest sees nothing. */
async function untilGuestIsInTeam(url: string): Promise<void> {
  const end = performance.now() + CATALOG_MS;
  while (performance.now() < end) {
    const response = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity?: { identity: { ownershipEntityRefs: string[] } };
    };
    const owns = backstageIdentity?.identity.ownershipEntityRefs ?? [];
    if (owns.some(ref => ref.startsWith('group:'))) {
      return;
    }
    await wait(500);
  }
  throw new Error('The guest is in no team in time');
}
