import { InputError } from '@backstage/errors';
import { audienceOf } from '../claims/claimsFor';
import { EnvironmentRef } from '../claims/environment';
import { ClaimsTemplate, renderSubject } from '../claims/types';
import { changedByHand, refuseUnreadable } from './mergeTrustPolicy';
import {
  hasOurSid,
  ourStatement,
  readOurStatement,
  Statement,
} from './ourStatements';
import { TrustPolicyDocument } from './types';

/** Whether one pair of claims is to be taken out. */
type Concerns = (audience: string, subject: string) => boolean;

/**
 * Takes one environment out of an existing trust policy.
 *
 * @remarks
 * Only subjects in our own statements go; a statement of ours that is left
 * without subjects goes too. Every foreign statement stays as it is, in its
 * order, with its Sid. When there is nothing to take out, the very same object
 * is returned.
 *
 * @param existing - the document as read from AWS
 * @param environment - the environment whose subjects go: the default one, and
 *   the custom ones that name it as current environment (with any version of an
 *   import), or as root when they name no current one. Or the exact claims that
 *   go, without placeholders
 * @throws InputError when the document can't be read, or when no statement would
 *   be left: a role can't be without, so it has to be deleted. ConflictError
 *   when our statement that names the environment was changed by hand
 * @public
 */
export function removeFromTrustPolicy(
  existing: TrustPolicyDocument,
  environment: EnvironmentRef | ClaimsTemplate[],
): TrustPolicyDocument {
  refuseUnreadable(existing);
  const concerns = Array.isArray(environment)
    ? amongClaims(environment)
    : namesEnvironment(environment);
  const statements = [existing.Statement].flat();
  const kept = statements.flatMap(statement => without(statement, concerns));
  if (kept.length === 0) {
    throw new InputError(
      "Nothing would be left of the role's trust policy: delete the role instead",
    );
  }
  const same =
    kept.length === statements.length &&
    kept.every((statement, index) => statement === statements[index]);
  return same ? existing : { ...existing, Statement: kept };
}

/** A statement without what is to go: the very same one, less, or nothing. */
function without(statement: Statement, concerns: Concerns): Statement[] {
  if (!hasOurSid(statement)) {
    return [statement];
  }
  const says = readOurStatement(statement);
  if (!says) {
    // The audience may have been changed as well as everything else.
    if (textsOf(statement).some(text => concernsAnyhow(text, concerns))) {
      throw changedByHand(statement);
    }
    return [statement];
  }
  const subjects = says.subjects.filter(
    subject => !concerns(says.audience, subject),
  );
  if (subjects.length === says.subjects.length) {
    return [statement];
  }
  return subjects.length > 0 ? [ourStatement({ ...says, subjects })] : [];
}

/** Whether a subject would go from the statement of its own organization. */
function concernsAnyhow(subject: string, concerns: Concerns): boolean {
  const organization =
    /^pulumi:environments:(?:org|pulumi\.organization\.login):([^:]+)/.exec(
      subject,
    )?.[1];
  return [`aws:${organization}`, `${organization}`].some(audience =>
    concerns(audience, subject),
  );
}

function amongClaims(claims: ClaimsTemplate[]): Concerns {
  const keys = new Set(
    claims.map(c => JSON.stringify([c.audience, renderSubject(c.subject)])),
  );
  return (audience, subject) => keys.has(JSON.stringify([audience, subject]));
}

/** Source of the forms: Pulumi's "Configuring OpenID Connect for AWS". */
function namesEnvironment(environment: EnvironmentRef): Concerns {
  const { organization, project, name } = environment;
  const legacy = project === 'default';
  const names = new Set([`${project}/${name}`, ...(legacy ? [name] : [])]);
  const plain = `pulumi:environments:org:${organization}:env:`;
  const custom = `pulumi:environments:pulumi.organization.login:${organization}:`;
  return (audience, subject) => {
    if (subject.startsWith(plain)) {
      return (
        audience === audienceOf(environment) &&
        names.has(subject.slice(plain.length))
      );
    }
    if (!subject.startsWith(custom)) {
      return false;
    }
    const parts = subject.slice(custom.length).split(':');
    // Attributes stand at even places, so that no value is taken for one.
    const valueOf = (attribute: string) =>
      parts.find((_, at) => at % 2 === 1 && parts[at - 1] === attribute);
    const current = valueOf('currentEnvironment.name');
    if (current !== undefined) {
      return (
        audience === audienceOf(environment) &&
        names.has(current.replace(/@.*$/s, ''))
      );
    }
    // What the root imports may be of the other kind of project.
    return names.has(
      valueOf('rootEnvironment.name')?.replace(/@.*$/s, '') ?? '',
    );
  };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsOf)
    : [];
}
