import { ClaimsTemplate, SubjectPart } from '../../claims/types';
import { claimOfKey } from '../conditions';
import { isDocumentedAttribute, isEnvironmentAttribute } from '../intention';
import { vendorless } from '../issuableClaims';
import { parseOperator, stringOperator } from '../operators';
import { TrustPolicy } from '../types';
import { Element, PatternAutomaton } from './automaton';

const ANYTHING: Element = { class: 'any', repeated: true };
const NAME: Element[] = [
  { class: 'name', repeated: false },
  { class: 'name', repeated: true },
];

/** What a subject starts with, its organization included. */
const ORGANIZATION =
  /^pulumi:environments:(?:org|pulumi\.organization\.login):[\w.-]+/;

/**
 * The automata that tell apart all audiences, and all subjects, that a policy
 * or what is intended tells apart.
 *
 * @remarks
 * Only conditions of the String family count: others don't read the text, or
 * are concealed before (see `concealed`).
 */
export function automataOf(
  policy: TrustPolicy,
  intended: ClaimsTemplate[],
  identityProviderArn: string,
): Record<'audience' | 'subject', PatternAutomaton> {
  const patterns: Record<'audience' | 'subject', Map<string, Element[]>> = {
    audience: new Map(),
    subject: new Map(),
  };
  for (const { conditions } of policy.statements) {
    for (const { key, operator, values } of conditions) {
      const claim = claimOfKey(key, identityProviderArn);
      const how = stringOperator(parseOperator(operator));
      for (const value of claim && how ? values : []) {
        patterns[claim!].set(
          `${how!.wildcards} ${how!.ignoreCase} ${value}`,
          how!.wildcards ? glob(value) : exact(value, how!.ignoreCase),
        );
      }
    }
  }
  for (const { audience, subject } of intended) {
    // Also with the organization in any case: whether it matters is unverified.
    for (const ignoreCase of [false, true]) {
      const organization = vendorless(audience);
      const own = audience.slice(0, audience.length - organization.length);
      // Every form tells the intended organization from others.
      for (const vendor of [own, '', 'aws:']) {
        patterns.audience.set(
          `template ${ignoreCase} ${vendor + organization}`,
          [...exact(vendor), ...exact(organization, ignoreCase)],
        );
      }
      for (const [i, pattern] of template(subject, ignoreCase).entries()) {
        patterns.subject.set(
          `template ${ignoreCase} ${i} ${JSON.stringify(subject)}`,
          pattern,
        );
      }
    }
  }
  return {
    audience: new PatternAutomaton([...patterns.audience.values()]),
    subject: new PatternAutomaton([...patterns.subject.values()]),
  };
}

/** The steps of a text. */
export function exact(text: string, ignoreCase = false): Element[] {
  return (ignoreCase ? text.toLowerCase() : text)
    .split('')
    .map(c => ({ characters: ignoreCase ? bothCases(c) : c }));
}

/** The steps of a pattern of StringLike. */
export function glob(pattern: string): Element[] {
  return pattern.split('').map(c => {
    switch (c) {
      case '*':
        return ANYTHING;
      case '?':
        return { class: 'any', repeated: false };
      default:
        return { characters: c };
    }
  });
}

function bothCases(character: string): string {
  const upper = character.toUpperCase();
  return upper === character || upper.length > 1
    ? character
    : character + upper;
}

/** The steps of what a template stands for: the same as `intentionOf` reads. */
function template(parts: SubjectPart[], ignoreCase: boolean): Element[][] {
  let patterns: Element[][] = [[]];
  for (const part of parts) {
    if (typeof part === 'string') {
      const head = part === parts[0] ? ORGANIZATION.exec(part)?.[0] ?? '' : '';
      patterns = patterns.map(p => [
        ...p,
        ...exact(head, ignoreCase),
        ...exact(part.slice(head.length)),
      ]);
    } else if (!isDocumentedAttribute(part.attribute)) {
      return patterns.map(p => [...p, ANYTHING]);
    } else if (isEnvironmentAttribute(part.attribute)) {
      patterns = patterns.flatMap(p => [
        [...p, ...NAME],
        [...p, ...NAME, { characters: '/' }, ...NAME],
      ]);
    } else {
      patterns = patterns.map(p => [
        ...p,
        { class: 'no-colon', repeated: true },
      ]);
    }
  }
  return patterns;
}
