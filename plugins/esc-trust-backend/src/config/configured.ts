import { InputError } from '@backstage/errors';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustConfig, OrganizationConfig } from './readEscTrustConfig';

/** @throws InputError that lists what there is */
export function requireOrganization(
  config: EscTrustConfig,
  environment: EnvironmentRef,
): OrganizationConfig {
  const organization = config.organizations.find(
    o => o.name === environment.organization,
  );
  if (!organization) {
    throw new InputError(
      `The organization ${
        environment.organization
      } is unknown: choose one of ${listed(
        config.organizations.map(o => o.name),
      )}`,
    );
  }
  return organization;
}

/** @throws InputError that lists what there is */
export function requireAccount(
  config: EscTrustConfig,
  accountId: string,
): void {
  if (!config.accounts.some(a => a.accountId === accountId)) {
    const known = config.accounts.map(a =>
      a.title ? `${a.accountId} (${a.title})` : a.accountId,
    );
    throw new InputError(
      `The AWS account ${accountId} is not configured: choose one of ${listed(
        known,
      )}`,
    );
  }
}

/** A choice, for a sentence. */
export function listed(values: string[]): string {
  return [...new Set(values)].join(', ') || 'none';
}
