import {
  EnvironmentRef,
  globMatches,
  Opening,
  parseEnvironmentRef,
  stringifyEnvironmentRef,
  TrustReport,
  Witness,
} from '@internal/backstage-plugin-esc-trust-common';

/** Stands for a name that the caller may not read. */
export const HIDDEN = '{environment}';

/** Names by which the engine shows that a witness is made up. */
const MADE_UP = { project: 'some-project', name: 'some-environment' };

/** An environment as a text names it, maybe by a pattern. */
interface Place {
  /** Undefined when the text doesn't say. */
  organization?: string;
  /** `project/name`, or the name alone in the legacy project. */
  value: string;
}

/** What stands for it; undefined leaves it as it is. */
type Replace = (place: Place) => string | undefined;

/** Where a subject, or a policy's pattern of one, names its environment. */
const SUBJECT_PARTS =
  /\b(?:org|pulumi\.organization\.login):(?<organization>[\w.*?-]+)|(?<=:env:|Environment\.name:)[^:,;(){}]+/gi;

/** `organization/project/name`. */
const WRITTEN = /^[\w.-]+(?:\/[\w.-]+){2}$/;

/** Most sentences have nothing that looks like any of these. */
const MAYBE =
  /:env:|Environment\.name:|(?:^|[\s"'‘“`(])[\w.-]+\/[\w.-]+\/[\w.-]|"[^\s"]*\/[^\s"]*"/i;

/** Replaces the environments that a sentence names. */
function replaceNames(text: string, replace: Replace): string {
  if (!MAYBE.test(text)) {
    return text;
  }
  const parts = text.split(/([\s"'‘’“”`()]+)/);
  return parts
    .map((part, index) => {
      const isQuoted =
        parts[index - 1]?.endsWith('"') && parts[index + 1]?.startsWith('"');
      return index % 2 === 1 || part === ''
        ? part
        : replaceInWord(part, Boolean(isQuoted), replace);
    })
    .join('');
}

function replaceInWord(
  word: string,
  isQuoted: boolean,
  replace: Replace,
): string {
  // The end of a sentence; a name may end in a full stop, but hardly does.
  let length = word.length;
  while (length > 0 && '.,;:)'.includes(word[length - 1])) {
    length--;
  }
  const end = word.slice(length);
  const text = word.slice(0, length);
  if (/(?::env|Environment\.name):/i.test(text)) {
    return replaceInSubject(text, replace) + end;
  }
  if (WRITTEN.test(text)) {
    const [organization, ...path] = text.split('/');
    return (replace({ organization, value: path.join('/') }) ?? text) + end;
  }
  // What a policy compares with a subject may be any part of one.
  if (isQuoted && text.includes('/') && !/^(?:arn|https?):/.test(text)) {
    const at = text.lastIndexOf(':') + 1;
    const value = text.slice(at);
    return text.slice(0, at) + (replace({ value }) ?? value) + end;
  }
  return word;
}

function replaceInSubject(text: string, replace: Replace): string {
  let organization: string | undefined;
  return text.replace(SUBJECT_PARTS, (match, ...rest) => {
    const found = rest.at(-1) as { organization?: string };
    if (found.organization !== undefined) {
      organization = found.organization;
      return match;
    }
    return replace({ organization, value: match }) ?? match;
  });
}

/** Whether a text tells of environments no more than these names do. */
function tellsNothingNew(
  { organization, value }: Place,
  known: EnvironmentRef[],
): boolean {
  const [text] = value.split('@');
  if (text === '' || text === '<yaml>') {
    return true;
  }
  const [project, name] = text.includes('/') ? text.split('/') : ['', text];
  return (
    known.some(
      environment =>
        covers(organization ?? '*', environment.organization) &&
        namesOf(environment).some(one => covers(text, one)),
    ) ||
    (name === MADE_UP.name &&
      (['', MADE_UP.project].includes(project) ||
        known.some(one => one.project === project)))
  );
}

function covers(pattern: string, text: string): boolean {
  return /[*?]/.test(pattern) ? globMatches(pattern, text) : pattern === text;
}

/** As subjects write it. */
function namesOf({ project, name }: EnvironmentRef): string[] {
  return project === 'default'
    ? [name, `default/${name}`]
    : [`${project}/${name}`];
}

/**
 * Every text of a report that may name others. What passes says what the
 * environment itself sends, and so does an environment that is opened directly.
 */
function textsOf({
  exposure,
  openings,
  gates,
  findings,
}: TrustReport): string[] {
  const indirect = openings.filter(({ opening }) => opening !== 'direct');
  return [
    ...exposure.witnesses.map(({ subject }) => subject),
    ...indirect.flatMap(({ opener = '', subject }) => [opener, subject]),
    ...gates
      .filter(({ outcome }) => outcome !== 'pass' || indirect.length > 0)
      .map(({ message }) => message),
    ...findings.map(({ message }) => message),
  ];
}

/** What texts name besides what is known. */
export interface OthersNamed {
  /** Whether there is anything, a part of a name in a pattern included. */
  any: boolean;
  /** Those that stand there in full. */
  environments: EnvironmentRef[];
}

/** Finds what texts name besides these environments. */
export function othersInTexts(
  texts: string[],
  known: EnvironmentRef[],
): OthersNamed {
  const others = new Map<string, EnvironmentRef>();
  let any = false;
  const note: Replace = place => {
    if (!tellsNothingNew(place, known)) {
      any = true;
      const other = environmentOf(place);
      if (other) {
        others.set(stringifyEnvironmentRef(other), other);
      }
    }
    return undefined;
  };
  texts.forEach(text => replaceNames(text, note));
  return { any, environments: [...others.values()] };
}

/** Finds what a report names besides these environments. */
export function othersInReport(
  report: TrustReport,
  known: EnvironmentRef[],
): OthersNamed {
  return othersInTexts(textsOf(report), known);
}

function environmentOf({
  organization = '*',
  value,
}: Place): EnvironmentRef | undefined {
  const [text] = value.split('@');
  const path = text.includes('/') ? text : `default/${text}`;
  return parseEnvironmentRef(`${organization}/${path}`);
}

/** Openings without other environments than these. */
export function hideInOpenings(
  openings: Opening[],
  known: EnvironmentRef[],
): Opening[] {
  const names = new Set(known.map(stringifyEnvironmentRef));
  return openings.map(opening => {
    if (
      opening.kind === 'direct' ||
      !opening.root ||
      names.has(stringifyEnvironmentRef(opening.root))
    ) {
      return opening;
    }
    const { root, rootImportedAs, ...rest } = opening;
    return rest;
  });
}

/** A text without the names of other environments than these. */
export function hideOthers(text: string, known: EnvironmentRef[]): string {
  return replaceNames(text, place =>
    tellsNothingNew(place, known) ? undefined : HIDDEN,
  );
}

/** Witnesses without the names of other environments than these. */
export function hideInWitnesses(
  witnesses: Witness[],
  known: EnvironmentRef[],
): Witness[] {
  return witnesses.map(witness => {
    const subject = hideOthers(witness.subject, known);
    return subject === witness.subject
      ? witness
      : {
          audience: witness.audience,
          subject,
          why: 'Another environment, whose name you may not read, can assume this role.',
        };
  });
}

/** A report without the names of other environments than these. */
export function hideInReport(
  report: TrustReport,
  known: EnvironmentRef[],
): TrustReport {
  const hide = (text: string) => hideOthers(text, known);
  const { exposure, claims, openings, gates, findings } = report;
  return {
    ...report,
    exposure: {
      ...exposure,
      witnesses: hideInWitnesses(exposure.witnesses, known),
    },
    claims: { ...claims, subject: hide(claims.subject) },
    openings: openings.map(opening => ({
      ...opening,
      ...(opening.opener ? { opener: hide(opening.opener) } : {}),
      subject: hide(opening.subject),
    })),
    gates: gates.map(gate => ({ ...gate, message: hide(gate.message) })),
    findings: findings.map(finding => ({
      ...finding,
      message: hide(finding.message),
    })),
  };
}
