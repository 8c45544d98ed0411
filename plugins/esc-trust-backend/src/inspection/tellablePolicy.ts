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
  const subjects = subjectsOf(trustPolicy);
  if (!subjects) {
    return reading.allEnvironments ? trustPolicy : undefined;
  }
  const editor = await names.editorFor(subjects, reading);
  return subjects.every(subject => editor.text(subject) === subject)
    ? trustPolicy
    : undefined;
}

/**
 * What it compares with subjects, in quotes: there any part of a subject counts
 * as one. Undefined when it can't be understood.
 */
function subjectsOf(trustPolicy: string): string[] | undefined {
  return parseTrustPolicy(trustPolicy).policy?.statements.flatMap(
    ({ conditions }) =>
      conditions
        .filter(({ key }) => /:sub$/i.test(key))
        .flatMap(({ values }) => values.map(value => `"${value}"`)),
  );
}
