import { parseTrustPolicy } from '@internal/backstage-plugin-esc-trust-common';
import { Reading } from '../access/CallerReader';
import { ReadableNames } from '../access/ReadableNames';

/**
 * A role's trust policy, for those who may read the name of every environment
 * in it. Others are told nothing: with names taken out it would be another
 * policy, and one that can't be understood may hold any name.
 *
 * @param trustPolicy - JSON text
 */
export async function tellablePolicy(
  trustPolicy: string,
  names: ReadableNames,
  reading: Reading,
): Promise<string | undefined> {
  if (reading.allEnvironments) {
    return trustPolicy;
  }
  const texts = textsOf(trustPolicy);
  if (!texts) {
    return undefined;
  }
  const editor = await names.editorFor(texts, reading);
  return texts.every(text => editor.text(text) === text)
    ? trustPolicy
    : undefined;
}

/**
 * Everything that it compares with something. Undefined when any of that may
 * hold a name that can't be told from the rest.
 */
function textsOf(trustPolicy: string): string[] | undefined {
  const { policy } = parseTrustPolicy(trustPolicy);
  const compared = policy?.statements.flatMap(({ conditions }) => conditions);
  if (!compared) {
    return undefined;
  }
  const subjects = compared.flatMap(({ key, values }) =>
    /:sub$/i.test(key) ? values : [],
  );
  if (!subjects.every(showsItsNames)) {
    return undefined;
  }
  const others = compared.flatMap(({ key, values }) =>
    /:sub$/i.test(key) ? [] : values,
  );
  // In quotes any part of a subject counts as one.
  return [...subjects.map(subject => `"${subject}"`), ...others];
}

/**
 * Whether one sees where a pattern of subjects names environments: by what
 * stands before the name, or because it is nothing but a name. In another, such
 * as `*shared-network`, any part may be of a name.
 */
function showsItsNames(subject: string): boolean {
  if (/^[*?]*$/.test(subject) || /^[^:]+\/[^:]+$/.test(subject)) {
    return true;
  }
  if (!/^pulumi:/.test(subject)) {
    return false;
  }
  return /:env:|Environment\.name:/.test(subject)
    ? namesNothingElsewhere(subject.split(':'))
    : /^[^*?]*\*?$/.test(subject);
}

/** Whether names stand behind what announces one only, parts of names too. */
function namesNothingElsewhere(parts: string[]): boolean {
  return parts.every(
    (part, index) =>
      /^(?:env|\w*Environment\.name)$/.test(parts[index - 1] ?? '') ||
      /^[*?]*$/.test(part) ||
      !/[*?/]/.test(part),
  );
}
