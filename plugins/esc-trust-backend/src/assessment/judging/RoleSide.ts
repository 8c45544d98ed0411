import { identityProviderArn } from '@internal/backstage-plugin-esc-trust-common';
import { parseRoleArn } from '../../aws/roleArn';
import { AssessmentUpdate } from '../../mappings/MappingStore';
import { AccountMappings } from '../accounts/AccountMappings';
import { Source, sourceKey } from '../sources/Source';
import { AccountState, RoleFacts } from '../state/AccountState';
import { Consent } from '../state/digests';

/** What is known of the AWS side of mappings. */
export interface RoleSide {
  /** Null when there is no such role, undefined when nobody has looked. */
  roleOf(arn: string): RoleFacts | null | undefined;
  /** Of the issuer, in the role's account; likewise. */
  identityProviderOf(
    arn: string,
    issuer: string,
  ): { clientIds: string[] } | null | undefined;
  /** Whose use of the role its owner agreed to. */
  consentsOf(arn: string): Consent[];
  /** Set while its account can't be read: what was known of it may be wrong. */
  staleOf?(arn: string): AssessmentUpdate['stale'];
}

/** A role side as it was stored at one time. */
export interface StoredRoleSide extends RoleSide {
  /**
   * Roles about which something else is stored by now, or about which somebody
   * is writing: what was judged by this may not be the last word.
   */
  changedSince(): Promise<Set<string>>;
}

/** Reads what is stored about roles, whatever their accounts. */
export async function readRoleSide(
  arns: string[],
  options: {
    issuers: string[];
    state: AccountState;
    mappings: AccountMappings;
    /** Accounts that can't be read. */
    failing?: Source[];
  },
): Promise<StoredRoleSide> {
  const { issuers, state, mappings, failing = [] } = options;
  const distinct = [...new Set(arns)];
  const staleOf = (arn: string) => {
    const name = parseRoleArn(arn)?.accountId;
    const source = failing.find(one => one.name === name);
    return (
      source?.failure && {
        since: source.failure.since,
        reason: source.failure.reason,
        source: sourceKey(source),
      }
    );
  };
  const providersOf = (arn: string) => {
    const parsed = parseRoleArn(arn);
    return parsed
      ? issuers.map(issuer => identityProviderArn({ issuer, ...parsed }))
      : [];
  };
  const providerArns = [...new Set(distinct.flatMap(providersOf))];
  const roles = await state.rolesNamed(distinct);
  const providers = await state.providersNamed(providerArns);
  const consents = await mappings.consents(distinct);
  return {
    staleOf,
    roleOf: arn => (staleOf(arn) ? undefined : roles.get(arn)?.facts),
    identityProviderOf: (arn, issuer) => {
      const parsed = parseRoleArn(arn);
      return parsed && !staleOf(arn)
        ? providers.get(identityProviderArn({ issuer, ...parsed }))?.facts
        : undefined;
    },
    consentsOf: arn => consents.get(arn) ?? [],
    changedSince: async () => {
      const digests = await state.digests(distinct, providerArns);
      const isSame = (arn: string, before: { digest: string } | undefined) =>
        before === undefined
          ? !digests.has(arn)
          : before.digest !== '' && digests.get(arn) === before.digest;
      return new Set(
        distinct.filter(
          arn =>
            !isSame(arn, roles.get(arn)) ||
            !providersOf(arn).every(one => isSame(one, providers.get(one))),
        ),
      );
    },
  };
}
