import { ConfigReader } from '@backstage/config';
import { ProvisionRequest } from '@internal/backstage-plugin-esc-trust-common';
import { readEscTrustConfig } from '../../config/readEscTrustConfig';
import { checkRequest } from '../checkRequest';
import { policy } from './proposals';

/** The environment of every request. */
export const ENVIRONMENT = {
  organization: 'acme',
  project: 'payments',
  name: 'dev',
};

const config = (provisioning: object) =>
  readEscTrustConfig(
    new ConfigReader({
      escTrust: {
        accounts: [
          { accountId: '111111111111' },
          { accountId: '222222222222', partition: 'aws-cn' },
        ],
        provisioning,
      },
    } as never),
  );

/** Checks a request that is well formed but for the change. */
export function run(
  change: Partial<ProvisionRequest>,
  provisioning: object = {},
): void {
  checkRequest(
    {
      kind: 'provision',
      environment: ENVIRONMENT,
      accountId: '111111111111',
      ownerRef: 'group:default/team',
      ...change,
    },
    config(provisioning),
  );
}

/** How it is refused; undefined when it isn't. */
export function refusalOf(act: () => void): string | undefined {
  try {
    act();
  } catch (error) {
    return `${error}`;
  }
  return undefined;
}

/** So many tags. */
export const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, '']));

/** So many policies of AWS. */
export const policies = (count: number) =>
  Array.from({ length: count }, (_, i) => policy(`P${i}`));
