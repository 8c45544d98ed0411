import { identityProviderArn } from '@internal/backstage-plugin-esc-trust-common';
import { AwsAccounts, ListedRole } from '../../aws/AwsAccount';
import { BrokenConnectionError } from '../../aws/brokenConnection';
import { ThrottledError } from '../../aws/throttling';
import { GarbledAnswerError } from '../../aws/awsErrors';
import { AccountConfig } from '../../config/readEscTrustConfig';
import { nextTurn } from '../../time/nextTurn';
import { CallLimiter } from '../CallLimiter';
import { unreadable } from '../sources/scanSource';
import { decodeDocument } from '../state/digests';
import { trustsIssuer } from './trustsIssuer';

/** More roles than any account has. */
const MOST_PAGES = 100;
/** So often a call is made that AWS throttles, or whose connection breaks. */
const MOST_TRIES = 3;

/** What an account holds that matters here. */
export interface AccountSnapshot {
  /** By ARN, with decoded policies: those that trust an issuer or are named. */
  roles: Map<string, ListedRole>;
  /** By issuer; null where it is missing. */
  identityProviders: Map<
    string,
    { arn: string; facts: { clientIds: string[] } | null }
  >;
  figures: { roles: number; keptRoles: number; calls: number };
}

/**
 * Reads one account: a page of roles after the other, and what stands for each
 * issuer. Two calls for up to 1,000 roles and one issuer.
 *
 * @param options - `isNamed` tells roles that are kept whatever they trust.
 */
export async function readAccount(options: {
  account: AccountConfig;
  issuers: string[];
  isNamed: (roleArn: string) => boolean;
  aws: AwsAccounts;
  limiter: CallLimiter;
  signal?: AbortSignal;
}): Promise<AccountSnapshot> {
  const { account, issuers, isNamed, aws, limiter, signal } = options;
  const reading = async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      signal?.throwIfAborted();
      throw isPassing(error) ? error : unreadable(error);
    }
  };
  const lister = await reading(() => aws.lister(account.accountId));
  const figures = { roles: 0, keptRoles: 0, calls: 0 };
  const call = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await limiter.call(
          account.accountId,
          () => {
            figures.calls += 1;
            return reading(send);
          },
          { signal },
        );
      } catch (error) {
        if (!isPassing(error)) {
          throw error;
        }
        if (tries === MOST_TRIES) {
          throw unreadable(error);
        }
      }
    }
  };

  const roles = new Map<string, ListedRole>();
  let marker: string | undefined;
  for (let pages = 1; ; pages++) {
    const asked = marker;
    const page = await call(() => lister.listRoles({ marker: asked, signal }));
    await nextTurn();
    for (const role of page.roles) {
      const trustPolicy = decodeDocument(role.trustPolicy);
      if (isNamed(role.arn) || trustsIssuer(trustPolicy, issuers)) {
        roles.set(role.arn, { ...role, trustPolicy });
      }
    }
    figures.roles += page.roles.length;
    marker = page.nextMarker;
    if (marker === undefined) {
      break;
    }
    if (marker === asked || pages === MOST_PAGES) {
      throw unreadable(
        new GarbledAnswerError({ call: 'iam:ListRoles', ...account }),
      );
    }
  }

  const identityProviders: AccountSnapshot['identityProviders'] = new Map();
  for (const issuer of issuers) {
    const arn = identityProviderArn({ issuer, ...account });
    const facts = await call(() => lister.getIdentityProvider(arn, { signal }));
    identityProviders.set(issuer, { arn, facts: facts ?? null });
  }
  figures.keptRoles = roles.size;
  return { roles, identityProviders, figures };
}

/** Over in a moment, and no fault of the account. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ThrottledError || error instanceof BrokenConnectionError
  );
}
