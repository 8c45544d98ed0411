import {
  ClaimsTemplate,
  isFixedSubject,
  SUBJECT_ATTRIBUTES,
  SubjectPart,
} from '../claims/types';
import { ENVIRONMENT_NAME } from './issuableClaims';

/** Claims of a token, as text. */
export interface ConcreteClaims {
  audience: string;
  subject: string;
}

/**
 * Whether somebody means these claims to be admitted: `perhaps`, when it
 * depends on something that the template doesn't tell.
 */
export type Intention = 'yes' | 'perhaps' | 'no';

/**
 * Compares concrete claims with those that are meant to be admitted.
 *
 * @remarks
 * Whoever opens an environment is meant to: a placeholder of a user or token
 * stands for any value, but for one value only, never for further attributes.
 * An importing environment that nobody named may be anybody's, and what an
 * undocumented attribute says is unknown: their placeholders prove nothing.
 */
export function intentionOf(
  intended: ClaimsTemplate[],
): (claims: ConcreteClaims) => Intention {
  const key = ({ audience, subject }: ConcreteClaims) =>
    JSON.stringify([audience, subject]);
  const fixed = new Set<string>();
  const open: Array<{
    audience: string;
    compare: (subject: string) => Intention;
  }> = [];
  for (const { audience, subject } of intended) {
    if (isFixedSubject(subject)) {
      fixed.add(key({ audience, subject: subject.join('') }));
    } else {
      open.push({ audience, compare: comparison(subject) });
    }
  }
  return claims => {
    if (fixed.has(key(claims))) {
      return 'yes';
    }
    const answers = open
      .filter(({ audience }) => audience === claims.audience)
      .map(({ compare }) => compare(claims.subject));
    return (['yes', 'perhaps'] as const).find(a => answers.includes(a)) ?? 'no';
  };
}

function comparison(template: SubjectPart[]): (subject: string) => Intention {
  const attributes = template.flatMap(part =>
    typeof part === 'string' ? [] : [part.attribute],
  );
  if (attributes.some(a => !isDocumentedAttribute(a))) {
    // Nothing is known of what follows the first literal text.
    const [start] = template;
    return subject =>
      typeof start !== 'string' || subject.startsWith(start) ? 'perhaps' : 'no';
  }
  const pattern = new RegExp(`^${template.map(partPattern).join('')}$`);
  const answer = attributes.some(isEnvironmentAttribute) ? 'perhaps' : 'yes';
  return subject => (pattern.test(subject) ? answer : 'no');
}

function partPattern(part: SubjectPart): string {
  if (typeof part === 'string') {
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return isEnvironmentAttribute(part.attribute)
    ? ENVIRONMENT_NAME.source.slice(1, -1)
    : '[^:]*';
}

/** Whether it is known what an attribute's values look like. */
export function isDocumentedAttribute(attribute: string): boolean {
  return (SUBJECT_ATTRIBUTES as readonly string[]).includes(attribute);
}

/** Whether an attribute's value names an environment. */
export function isEnvironmentAttribute(attribute: string): boolean {
  return (
    attribute === 'rootEnvironment.name' ||
    attribute === 'currentEnvironment.name'
  );
}
