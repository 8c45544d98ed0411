import {
  AwsLogin,
  claimsFor,
  EnvironmentRef,
  isCustomAudienceIssuer,
  Opening,
} from '@internal/backstage-plugin-esc-trust-common';
import { Importers } from '../state/importGraph';

/** More of a login's openings aren't told apart. */
const MOST_OPENINGS = 50;

/** Who opens an environment besides those who open it directly. */
export interface Openers {
  importers: Importers;
  /** Whether a stack lists an environment; those unknown are taken for no. */
  isInStack: (environment: EnvironmentRef) => boolean;
}

/**
 * The imports and stacks that open a login, one for all that send the same
 * claims: hundreds may import an environment, and AWS can't tell them apart. When
 * there are too many all the same, one import by whatever environment stands for
 * them: what isn't admitted from everywhere is conditional then.
 */
export function openingsInUse(
  environment: EnvironmentRef,
  login: AwsLogin,
  { importers, isInStack, issuer }: Openers & { issuer: string },
): Opening[] {
  if (isCustomAudienceIssuer(issuer)) {
    return [];
  }
  const openings: Opening[] = [
    ...importers.known.map(importer => ({
      kind: 'import' as const,
      ...importer,
    })),
    ...(isInStack(environment) ? [{ kind: 'stack' as const }] : []),
    ...importers.known
      .filter(({ root }) => isInStack(root))
      .map(importer => ({ kind: 'stack' as const, ...importer })),
  ];
  const attributes = login.subjectAttributes;
  const subjectAttributes =
    attributes && 'literal' in attributes ? attributes.literal : [];
  const distinct = new Map<string, Opening>();
  for (const opening of openings) {
    const claims = claimsFor({
      environment,
      login: { subjectAttributes },
      opening,
      issuer,
    }).map(({ audience, subject }) => [audience, subject]);
    const key = JSON.stringify([opening.kind, claims]);
    if (!distinct.has(key)) {
      distinct.set(key, opening);
    }
  }
  const all = [...distinct.values()];
  return importers.hasMore || all.length > MOST_OPENINGS
    ? [
        { kind: 'import' },
        ...all.filter(({ kind }) => kind === 'stack').slice(0, MOST_OPENINGS),
      ]
    : all;
}
