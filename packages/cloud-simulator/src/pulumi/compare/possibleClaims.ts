import type { ClaimsReading, LoginClaims, LoginPlace } from '../claims';
import {
  anonymousPlace,
  displayName,
  importedPlace,
  loginClaims,
  openedPlace,
  usualReading,
} from '../claims';
import { legacyProject } from '../names';
import type { RandomOpening } from './randomOpenings';

/** Claims that an opening may send. */
export interface PossibleClaims extends LoginClaims {
  /** False when they hang on something that Pulumi documents nowhere. */
  documented: boolean;
}

/**
 * What the simulator would mint for an opening under every reading of what the
 * documentation leaves open; the same claims may come several times.
 */
export function possibleClaims(random: RandomOpening): PossibleClaims[] {
  const { opener, subjectAttributes } = random;
  return readingsFor(subjectAttributes ?? []).map(reading => ({
    ...loginClaims(
      placeOf(random, reading),
      opener,
      subjectAttributes,
      reading,
    ),
    documented: isDocumented(random, reading),
  }));
}

/** Where the login's block stands. */
export function placeOf(
  { way, byStack, opening }: RandomOpening,
  reading?: ClaimsReading,
): LoginPlace {
  const [opened, ...imported] = byStack ? [undefined, ...way] : way;
  const place = imported.reduce(
    (importer, step) => importedPlace(importer, step!, reading),
    opened ? openedPlace(opened.project, opened.name, reading) : anonymousPlace,
  );
  if (!isWritingUnknown(opening)) {
    return place;
  }
  // The legacy project may be written or left out.
  const { project, name } = way[way.length - 1];
  const current = reading?.legacyCurrentHasProject
    ? `${project}/${name}`
    : displayName(project, name);
  return { ...place, current };
}

function isWritingUnknown(opening: RandomOpening['opening']): boolean {
  return opening.kind !== 'direct' && opening.importedAs === undefined;
}

/** The questions, each with the attribute that it is about. */
const QUESTIONS: Array<[question: keyof ClaimsReading, attribute: string]> = [
  ['legacyCurrentHasProject', 'currentEnvironment.name'],
  ['repeatsOrganization', 'pulumi.organization.login'],
  ['rootKeepsVersion', 'rootEnvironment.name'],
];

/** Each combination of answers to the questions that matter to a list. */
function readingsFor(attributes: string[]): ClaimsReading[] {
  if (attributes.length === 0) {
    return [usualReading, { ...usualReading, importNamesHolder: true }];
  }
  let readings = [usualReading];
  for (const [question, attribute] of QUESTIONS) {
    if (attributes.includes(attribute)) {
      readings = readings.flatMap(reading => [
        reading,
        { ...reading, [question]: !reading[question] },
      ]);
    }
  }
  return readings;
}

function isDocumented(
  { environment, subjectAttributes, opening }: RandomOpening,
  reading: ClaimsReading,
): boolean {
  if (opening.kind === 'stack' || subjectAttributes?.length === 0) {
    // The audience of a stack's opening, and what an empty list means.
    return false;
  }
  if (!subjectAttributes) {
    return opening.kind === 'direct';
  }
  const decidesLegacyName =
    environment.project === legacyProject &&
    subjectAttributes.includes('currentEnvironment.name') &&
    (opening.kind === 'direct' || isWritingUnknown(opening));
  return (
    !subjectAttributes.includes('pulumi.organization.login') &&
    !(decidesLegacyName && reading.legacyCurrentHasProject)
  );
}
