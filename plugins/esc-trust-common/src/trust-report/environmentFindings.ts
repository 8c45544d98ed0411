import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import { SUBJECT_ATTRIBUTES } from '../claims/types';
import { createFinding } from './createFinding';
import { namesEnvironment } from './intendedClaims';
import { Finding } from './types';

/**
 * What is remarkable about the environment and its login.
 *
 * @param attributes - the login's subject attributes; undefined when they aren't
 *   known
 * @param definitionProblem - why the definition can't be understood
 */
export function environmentFindings(
  environment: EnvironmentRef,
  attributes: string[] | undefined,
  definitionProblem: string | undefined,
): Finding[] {
  const about = stringifyEnvironmentRef(environment);
  const listed = [...new Set(attributes)];
  const unknown = listed.filter(
    a => !(SUBJECT_ATTRIBUTES as readonly string[]).includes(a),
  );
  const repeated = listed.filter(
    a => attributes!.indexOf(a) !== attributes!.lastIndexOf(a),
  );
  return [
    ...(definitionProblem
      ? [
          createFinding('definition-problem', {
            about,
            values: { detail: definitionProblem },
          }),
        ]
      : []),
    ...(environment.project === 'default'
      ? [createFinding('legacy-default-project', { about })]
      : []),
    ...(attributes && !namesEnvironment(attributes)
      ? [createFinding('subject-shared', { about, content: attributes })]
      : []),
    ...repeated.map(detail =>
      createFinding('repeated-subject-attribute', {
        about,
        values: { detail },
      }),
    ),
    ...unknown.map(detail =>
      createFinding('unknown-subject-attribute', { about, values: { detail } }),
    ),
  ];
}
