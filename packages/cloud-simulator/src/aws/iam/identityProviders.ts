import { createHash } from 'node:crypto';
import { checkCount, checkText, required } from '../constraints';
import {
  alreadyExists,
  invalidInput,
  limitExceeded,
  noSuchEntity,
} from '../errors';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedIdentityProvider } from '../state/identityProvider';
import type { TagInput } from './tagRules';
import { checkTags } from './tagRules';

/**
 * An identity provider as CreateOpenIDConnectProvider takes it.
 *
 * @public
 */
export interface NewIdentityProvider {
  /** With `https://`. */
  url: string;
  /** The audiences to register. */
  clientIds?: string[];
  thumbprints?: string[];
  tags?: Array<{ Key?: string; Value?: string }>;
}

const maxClientIds = 100;

/** The URL without scheme: the key of a provider, and what its ARN ends in. */
export function providerName(url: string): string {
  return url.replace(/^https:\/\//, '');
}

/** Checks everything, then stores the provider. */
export function createIdentityProvider(
  account: SimulatedAccount,
  input: NewIdentityProvider,
): SimulatedIdentityProvider {
  const url = checkUrl(input.url);
  const clientIds = checkCount(
    input.clientIds ?? [],
    'clientIDList',
    maxClientIds,
  ).map(checkClientId);
  const tags: TagInput[] = input.tags ?? [];
  const checkedTags = checkTags(tags);
  const thumbprints = checkThumbprints(input.thumbprints ?? [], url);
  const name = providerName(url);
  if (account.identityProviders.has(name)) {
    throw alreadyExists(`Provider with url ${url} already exists.`);
  }
  const limit = account.quotas.identityProvidersPerAccount;
  if (account.identityProviders.size >= limit) {
    throw limitExceeded('OpenIdConnectProvidersPerAccount', limit);
  }
  const provider: SimulatedIdentityProvider = {
    arn: account.arn('iam', `oidc-provider/${name}`),
    url: name,
    createDate: account.world.now(),
    clientIds: new Set(clientIds),
    thumbprints,
    tags: checkedTags,
  };
  account.identityProviders.set(name, provider);
  return provider;
}

/** Finds a provider by ARN. */
export function findIdentityProvider(
  account: SimulatedAccount,
  value: string | undefined,
): SimulatedIdentityProvider {
  const arn = checkProviderArn(value);
  const provider = providerOf(account, arn);
  if (!provider) {
    throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  }
  return provider;
}

/** Idempotent: no error when it is not there. Roles are left untouched. */
export function deleteIdentityProvider(
  account: SimulatedAccount,
  value: string | undefined,
): void {
  const provider = providerOf(account, checkProviderArn(value));
  if (provider) {
    account.identityProviders.delete(provider.url);
  }
}

/** Idempotent: a registered one stays registered. */
export function addClientId(
  provider: SimulatedIdentityProvider,
  value: string | undefined,
): void {
  const clientId = checkClientId(required(value, 'clientID'));
  if (provider.clientIds.has(clientId)) {
    return;
  }
  if (provider.clientIds.size >= maxClientIds) {
    throw limitExceeded('ClientIdsPerOpenIdConnectProvider', maxClientIds);
  }
  provider.clientIds.add(clientId);
}

/** Idempotent: no error when it is not registered. */
export function removeClientId(
  provider: SimulatedIdentityProvider,
  value: string | undefined,
): void {
  provider.clientIds.delete(checkClientId(required(value, 'clientID')));
}

function providerOf(account: SimulatedAccount, arn: string) {
  const prefix = account.arn('iam', 'oidc-provider/');
  return arn.startsWith(prefix)
    ? account.identityProviders.get(arn.slice(prefix.length))
    : undefined;
}

function checkProviderArn(value: string | undefined): string {
  const field = 'openIDConnectProviderArn';
  return checkText(required(value, field), field, { min: 20, max: 2048 });
}

function checkClientId(value: string): string {
  return checkText(value, 'clientID', { min: 1, max: 255 });
}

/** HTTPS, perhaps with a path, without query and port. The sentence is [U]. */
function checkUrl(value: string | undefined): string {
  const url = checkText(required(value, 'url'), 'url', { min: 1, max: 255 });
  if (!/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^?#\s]*)?$/i.test(url)) {
    throw invalidInput('Invalid Open ID Connect Provider URL');
  }
  return url;
}

function checkThumbprints(values: string[], url: string): string[] {
  if (values.length > 5) {
    throw invalidInput('Thumbprint list must contain fewer than 5 entries.');
  }
  values.forEach(value =>
    checkText(value, 'thumbprintList', { min: 40, max: 40 }),
  );
  // IAM fetches the thumbprint of the certificate chain when none is given;
  // there is no chain here, so it is made from the host.
  const host = new URL(url).host;
  return values.length > 0
    ? values
    : [createHash('sha1').update(host).digest('hex')];
}
