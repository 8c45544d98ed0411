import {
  claimsFor,
  decodeTrustPolicy,
  DEFAULT_ISSUER,
  Mapping,
  Opening,
  parseEnvironmentRef,
  parseTrustPolicy,
  renderSubject,
  RoleDetails,
  stringifyEnvironmentRef,
  SUBJECT_ATTRIBUTES,
} from '@internal/backstage-plugin-esc-trust-common';
import { EMPTY_LAB, LabInput } from './labInput';

/**
 * A real role as the input of the policy lab.
 *
 * @param role - the role, when it may be read
 * @param mapping - the mapping in question; default: the role's first one
 */
export function labOfRole(
  role: RoleDetails | undefined,
  mapping: Mapping | undefined = role?.mappings[0],
): LabInput {
  const input = mapping ? labOfMapping(mapping) : EMPTY_LAB;
  if (!role) {
    return { ...input, identityProvider: 'unknown' };
  }
  const provider = role.identityProviders.find(
    ({ issuer }) => issuer === (input.issuer || DEFAULT_ISSUER),
  );
  return {
    ...input,
    trustPolicy: laidOut(role.trustPolicy ?? ''),
    identityProvider: knowledgeOf(provider),
    identityProviderArn: provider?.arn ?? '',
    clientIds: provider?.exists ? provider.clientIds.join('\n') : '',
    maxSessionDuration: String(role.maxSessionDuration ?? ''),
    // Discovered mappings never legitimise themselves.
    intended: role.mappings
      .filter(({ id, source }) => id !== mapping?.id && source !== 'discovered')
      .map(({ environment }) => stringifyEnvironmentRef(environment))
      .join('\n'),
  };
}

function knowledgeOf(
  provider: { exists: boolean } | undefined,
): LabInput['identityProvider'] {
  if (!provider) {
    return 'unknown';
  }
  return provider.exists ? 'known' : 'missing';
}

/** In lines, unless it isn't understood: then its errors are where they are. */
function laidOut(trustPolicy: string): string {
  return parseTrustPolicy(trustPolicy).policy
    ? JSON.stringify(decodeTrustPolicy(trustPolicy), null, 2)
    : trustPolicy;
}

function labOfMapping(mapping: Mapping): LabInput {
  const { environment, openings, trust } = mapping;
  const { issuer } = trust.claims;
  const inUse = openings ?? [];
  const rootOf = (kind: Opening['kind']) => {
    const configured = inUse.find(opening => opening.kind === kind);
    if (configured && 'root' in configured && configured.root) {
      return stringifyEnvironmentRef(configured.root);
    }
    const seen = trust.openings.find(({ opening }) => opening === kind);
    const opener = parseEnvironmentRef(seen?.opener ?? '');
    return opener ? stringifyEnvironmentRef(opener) : '';
  };
  const kinds = [...trust.openings, ...inUse.map(o => ({ opening: o.kind }))];
  return {
    ...EMPTY_LAB,
    ...environment,
    subjectAttributes: attributesOf(mapping),
    openings: [...new Set(kinds.map(({ opening }) => opening))],
    ...(kinds.length === 0 ? { openings: EMPTY_LAB.openings } : {}),
    importRoot: rootOf('import'),
    stackRoot: rootOf('stack'),
    issuer: issuer === DEFAULT_ISSUER ? '' : issuer,
  };
}

/**
 * The attributes that its login lists: a report doesn't tell them, but its
 * subject is made of them.
 */
function attributesOf({ environment, trust }: Mapping): string[] {
  const { subject } = trust.claims;
  const listed = SUBJECT_ATTRIBUTES.filter(name =>
    subject.includes(`:${name}:`),
  )
    .map(name => ({ name, at: subject.lastIndexOf(`:${name}:`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  const [exact] = [
    // Every subject that isn't the default one starts with the organization.
    listed.filter(name => name !== 'pulumi.organization.login'),
    listed,
  ].filter(subjectAttributes =>
    claimsFor({ environment, login: { subjectAttributes } }).some(
      claims => renderSubject(claims.subject) === subject,
    ),
  );
  return exact ?? [];
}
