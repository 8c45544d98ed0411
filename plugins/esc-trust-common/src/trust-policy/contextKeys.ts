import { SUBJECT_ATTRIBUTES, SubjectPart } from '../claims/types';
import { textOf } from './symbols';
import { TrustPolicyRequest } from './types';

/** The name of a condition key, prepared for look-ups. */
export interface KeyName {
  /** In lower case: key names are compared without regard to case. */
  name: string;
  /** The claim that it names, if it belongs to the issuer below. */
  claim?: 'audience' | 'subject';
  /** The issuer's URL without scheme, in lower case. */
  issuer?: string;
}

/** What is known of the value of a condition key. */
export type KeyValue =
  | { kind: 'one'; value: string | SubjectPart[] }
  | { kind: 'many'; values: string[] }
  | { kind: 'absent' }
  | { kind: 'unknown' };

const ABSENT: KeyValue = { kind: 'absent' };
const UNKNOWN: KeyValue = { kind: 'unknown' };
const CLAIMS = [
  [':aud', 'audience'],
  [':sub', 'subject'],
] as const;

/** Takes the name of a condition key apart. */
export function keyName(key: string): KeyName {
  const name = key.toLowerCase();
  for (const [suffix, claim] of CLAIMS) {
    if (name.endsWith(suffix)) {
      return { name, claim, issuer: name.slice(0, -suffix.length) };
    }
  }
  return { name };
}

/** The issuer in the ARN of its identity provider, in lower case. */
export function issuerOf(identityProvider: string): string | undefined {
  const marker = ':oidc-provider/';
  const at = identityProvider.indexOf(marker);
  return at < 0
    ? undefined
    : identityProvider.slice(at + marker.length).toLowerCase();
}

/** The claim that a condition key names for an identity provider's tokens. */
export function claimOfKey(
  key: string,
  identityProvider: string,
): 'audience' | 'subject' | undefined {
  const { claim, issuer } = keyName(key);
  return issuer === issuerOf(identityProvider) ? claim : undefined;
}

/** A request as conditions see it. */
export class RequestScope {
  private readonly issuer: string | undefined;
  private readonly audience: KeyValue;
  private readonly subject: KeyValue;
  private context?: Map<string, KeyValue>;

  constructor(private readonly request: TrustPolicyRequest) {
    const { subject } = request.claims;
    this.issuer = issuerOf(request.principal.federated);
    this.audience = { kind: 'one', value: request.claims.audience };
    this.subject = { kind: 'one', value: textOf(subject) ?? subject };
  }

  /**
   * What is known of a condition key's value.
   *
   * @remarks
   * STS fills `aud`, `sub`, `amr`, `email` and `oaud` of a token's own issuer;
   * Pulumi sends only the first two. Keys of other issuers never have a value,
   * nor do `sts:DurationSeconds` and `sts:ExternalId` [the latter unverified] in
   * this call. Keys of AWS that the request doesn't state are unknown: the
   * caller is Pulumi Cloud, its address, the time and the like are its own.
   */
  lookUp(key: KeyName): KeyValue {
    if (key.claim && key.issuer === this.issuer) {
      return key.claim === 'audience' ? this.audience : this.subject;
    }
    return (
      this.stated(key.name) ?? (isNeverFilledName(key.name) ? ABSENT : UNKNOWN)
    );
  }

  /** Whether opening the environment settles every placeholder of the subject. */
  isFilledOnOpening(): boolean {
    const { subject } = this.request.claims;
    return (
      typeof subject === 'string' ||
      subject.every(
        part =>
          typeof part === 'string' ||
          (SUBJECT_ATTRIBUTES as readonly string[]).includes(part.attribute),
      )
    );
  }

  private stated(name: string): KeyValue | undefined {
    if (!this.request.context) {
      return undefined;
    }
    this.context ??= new Map(
      Object.entries(this.request.context).flatMap(([key, value]) => {
        const known = valueOf(value);
        return known ? [[key.toLowerCase(), known] as const] : [];
      }),
    );
    return this.context.get(name);
  }
}

/** An empty list is a null data set: the key counts as absent (User Guide). */
function valueOf(value: string | string[] | undefined): KeyValue | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value === 'string') {
    return { kind: 'one', value };
  }
  return value.length === 0 ? ABSENT : { kind: 'many', values: value };
}

function isNeverFilledName(name: string): boolean {
  return (
    (!name.startsWith('aws:') && !name.startsWith('sts:')) ||
    name === 'sts:durationseconds' ||
    name === 'sts:externalid'
  );
}
