import {
  coreServices,
  createBackendModule,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { isIP } from 'net';

/** True for `localhost`, 127.0.0.0/8 and ::1; false for what can't be read. */
function isLoopback(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) {
    return false;
  }
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/**
 * Throws unless AWS and every Pulumi organization are addressed on this very
 * machine. The message names the setting, never what else it may hold.
 */
export function assertLoopbackOnly(
  config: RootConfigService,
  env: Record<string, string | undefined>,
): void {
  const unsafe: string[] = [];
  const overrides = Object.keys(env).filter(
    name => name.startsWith('AWS_ENDPOINT_URL') && env[name],
  );
  for (const name of new Set(['AWS_ENDPOINT_URL', ...overrides])) {
    if (!isLoopback(env[name])) {
      unsafe.push(`the environment variable ${name}`);
    }
  }
  const organizations =
    config.getOptionalConfigArray('escTrust.organizations') ?? [];
  organizations.forEach((organization, index) => {
    if (!isLoopback(organization.getOptionalString('apiUrl'))) {
      unsafe.push(`escTrust.organizations[${index}].apiUrl`);
    }
  });
  if (unsafe.length > 0) {
    throw new Error(
      'The demo portal talks to the simulator on this machine only: start it ' +
        `with \`npm start\`, which sets ${unsafe.join(' and ')}. For a real ` +
        'deployment, install the plugins into your own portal.',
    );
  }
}

/**
 * Keeps the demo from starting when it could reach a real cloud. It belongs to
 * the plugin that holds the cloud clients, so that it stops that one first.
 */
export const loopbackOnly = createBackendModule({
  pluginId: 'esc-trust',
  moduleId: 'loopback-only',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig },
      async init({ config }) {
        assertLoopbackOnly(config, process.env);
      },
    });
  },
});
