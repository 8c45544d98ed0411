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
 *
 * @param options - `foldsSubjects`: also tell apart the subjects that name an
 *   intended organization in another case, as only thinkable tokens do while
 *   their audience doesn't
 */
export function automataOf(
  policy: TrustPolicy,
  intended: ClaimsTemplate[],
  options: { identityProviderArn: string; foldsSubjects: boolean },
): Record<'audience' | 'subject', PatternAutomaton> {
  const { identityProviderArn, foldsSubjects } = options;
  type Patterns = Record<'audience' | 'subject', Map<string, Element[]>>;
  const deciding: Patterns = { audience: new Map(), subject: new Map() };
  const meant: Patterns = { audience: new Map(), subject: new Map() };
  for (const { conditions } of policy.statements) {
    for (const { key, operator, values } of conditions) {
      const claim = claimOfKey(key, identityProviderArn);
      const how = stringOperator(parseOperator(operator));
      for (const value of claim && how ? values : []) {
        deciding[claim!].set(
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
        meant.audience.set(`${ignoreCase} ${vendor + organization}`, [
          ...exact(vendor),
          ...exact(organization, ignoreCase),
        ]);
      }
      const subjects =
        ignoreCase && !foldsSubjects ? [] : template(subject, ignoreCase);
      for (const [i, pattern] of subjects.entries()) {
        meant.subject.set(
          `${ignoreCase} ${i} ${JSON.stringify(subject)}`,
          pattern,
        );
      }
    }
  }
  const automaton = (claim: 'audience' | 'subject') =>
    new PatternAutomaton(
      [...deciding[claim].values()],
      [...meant[claim].values()],
    );
  return { audience: automaton('audience'), subject: automaton('subject') };
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
  const isUnknown = parts.some(
    part => typeof part !== 'string' && !isDocumentedAttribute(part.attribute),
  );
  if (isUnknown) {
    const [start] = parts;
    return [[...(typeof start === 'string' ? exact(start) : []), ANYTHING]];
  }
  let patterns: Element[][] = [[]];
  for (const part of parts) {
    if (typeof part === 'string') {
      const head = part === parts[0] ? ORGANIZATION.exec(part)?.[0] ?? '' : '';
      patterns = patterns.map(p => [
        ...p,
        ...exact(head, ignoreCase),
        ...exact(part.slice(head.length)),
      ]);
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
