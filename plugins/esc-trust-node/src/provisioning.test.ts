import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  escTrustProvisioningExtensionPoint,
  ProvisioningCheck,
} from './provisioning';

describe('escTrustProvisioningExtensionPoint', () => {
  it('hands the checks of modules to the plugin', async () => {
    const checks: ProvisioningCheck[] = [];
    const check = { name: 'never', check: () => 'Never' };
    const backend = await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'esc-trust',
          register(env) {
            env.registerExtensionPoint(escTrustProvisioningExtensionPoint, {
              addGuardrail: added => checks.push(added),
            });
            env.registerInit({ deps: {}, async init() {} });
          },
        }),
        createBackendModule({
          pluginId: 'esc-trust',
          moduleId: 'test',
          register(env) {
            env.registerInit({
              deps: { provisioning: escTrustProvisioningExtensionPoint },
              async init({ provisioning }) {
                provisioning.addGuardrail(check);
              },
            });
          },
        }),
      ],
    });
    expect(checks).toEqual([check]);
    await backend.stop();
  });
});
