import { claimsFor } from '../claims/claimsFor';
import { EnvironmentRef, stringifyEnvironmentRef } from '../claims/environment';
import { Opening, renderSubject } from '../claims/types';
import { createFinding } from './createFinding';
import { agreed } from './trustPolicyGate';
import { Finding, OpeningReport } from './types';

const CURRENT = 'currentEnvironment.name';

/**
 * Finds the opening that is refused although the environment opened by itself
 * is not, such as that of `pulumi up`, whose default subject is `<yaml>`
 * (pulumi/pulumi#14509), and says which subject attribute mends it.
 *
 * @param direct - how the environment fares when it is opened by itself
 * @param openings - those in use, each with its reports
 * @param subjectAttributes - those of the login, in listed order
 * @returns undefined when there is no such opening
 */
export function deniedOpening(options: {
  environment: EnvironmentRef;
  issuer: string;
  direct: OpeningReport[];
  openings: Array<{ opening: Opening; reports: OpeningReport[] }>;
  subjectAttributes: string[];
}): Finding | undefined {
  const { environment, direct, openings } = options;
  const denied = openings.find(({ reports }) => agreed(reports) === 'deny');
  if (
    !denied ||
    denied.opening.kind === 'direct' ||
    !['allow', 'depends'].includes(agreed(direct))
  ) {
    return undefined;
  }
  return createFinding('opening-denied', {
    about: stringifyEnvironmentRef(environment),
    values: {
      detail:
        denied.opening.kind === 'stack'
          ? 'a Pulumi stack (pulumi up)'
          : 'another environment that imports it',
      advice: adviceFor(options, denied.reports[0].subject),
    },
  });
}

function adviceFor(
  options: {
    environment: EnvironmentRef;
    issuer: string;
    subjectAttributes: string[];
  },
  refused: string,
): string {
  const { environment, issuer, subjectAttributes } = options;
  if (subjectAttributes.includes(CURRENT)) {
    return `the import is written in another way, so let the trust policy admit the subject ${refused} too`;
  }
  // The root differs from opening to opening, the current environment doesn't.
  const attributes = [
    CURRENT,
    ...subjectAttributes.filter(a => a !== 'rootEnvironment.name'),
  ];
  const [claims] = claimsFor({
    environment,
    login: { subjectAttributes: attributes },
    issuer,
  });
  return `set subjectAttributes: [${attributes.join(
    ', ',
  )}] in the login and let the trust policy admit the subject ${renderSubject(
    claims.subject,
  )}, which every opening then sends`;
}
