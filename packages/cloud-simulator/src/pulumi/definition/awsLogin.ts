import { subjectAttributeNames } from '../claims';
import { durationSeconds } from './duration';
import type { EscValue } from './values';
import { propertiesOf, unwrap } from './values';

/** What `fn::open::aws-login` asks STS for. */
export interface OidcLogin {
  roleArn: string;
  sessionName: string;
  durationSeconds: number;
  policyArns: string[];
  subjectAttributes: string[];
}

/** One thing that is wrong with the inputs, and in which field. */
export interface LoginProblem {
  fields: string[];
  message: string;
}

/** The inputs as far as they are known. */
export interface CheckedLogin {
  problems: LoginProblem[];
  oidc?: { [field: string]: EscValue };
  static?: { [field: string]: EscValue };
}

const arnPattern = /^[\t\n\r\x20-\x7e\x85\xa0-\uffff]+$/;
const isArn = (text: string) =>
  text.length >= 20 && text.length <= 2048 && arnPattern.test(text);

type FieldCheck = (value: unknown) => string | undefined;

const text =
  (accepts: (value: string) => boolean, message: string): FieldCheck =>
  value =>
    typeof value === 'string' && accepts(value) ? undefined : message;
const texts =
  (accepts: (value: string) => boolean, message: string): FieldCheck =>
  value =>
    Array.isArray(value) &&
    value.every(one => typeof one === 'string' && accepts(one))
      ? undefined
      : message;

const oidcFields: Record<string, FieldCheck> = {
  roleArn: text(isArn, 'roleArn must be an ARN of 20 to 2048 characters'),
  sessionName: text(
    value => /^[\w+=,.@-]{2,64}$/.test(value),
    'sessionName must have 2 to 64 characters and match [\\w+=,.@-]*',
  ),
  duration: text(
    value => durationSeconds(value) !== undefined,
    'duration must match ^([0-9]+h)?([0-9]+m)?([0-9]+s)?$',
  ),
  policyArns: texts(
    isArn,
    'policyArns must be a list of ARNs of 20 to 2048 characters',
  ),
  subjectAttributes: texts(
    value => subjectAttributeNames.includes(value),
    `subjectAttributes must be a list of ${subjectAttributeNames.join(', ')}`,
  ),
};
const anyText = text(() => true, 'must be a string');
const staticFields: Record<string, FieldCheck> = {
  accessKeyId: anyText,
  secretAccessKey: anyText,
  sessionToken: anyText,
};

/**
 * Checks the inputs against the provider's schema. What is not known yet is
 * not complained about. The rules are the schema's; the sentences are
 * unverified [U].
 */
export function checkAwsLogin(inputs: EscValue): CheckedLogin {
  const problems: LoginProblem[] = [];
  const groups = propertiesOf(inputs);
  if (!groups) {
    if (!inputs.unknown) {
      problems.push({ fields: [], message: 'inputs must be an object' });
    }
    return { problems };
  }
  const group = (
    name: string,
    fields: Record<string, FieldCheck>,
    required: string[],
  ) => {
    const value = Object.hasOwn(groups, name) ? groups[name] : undefined;
    const properties = propertiesOf(value);
    if (value && !properties && !value.unknown) {
      problems.push({ fields: [name], message: `${name} must be an object` });
    }
    if (properties) {
      checkFields(name, properties, fields, required, problems);
    }
    return properties;
  };
  const oidc = group('oidc', oidcFields, ['roleArn', 'sessionName']);
  const fixed = group('static', staticFields, [
    'accessKeyId',
    'secretAccessKey',
  ]);
  return { problems, oidc, static: fixed };
}

function checkFields(
  group: string,
  properties: { [field: string]: EscValue },
  fields: Record<string, FieldCheck>,
  required: string[],
  problems: LoginProblem[],
): void {
  const missing = required.filter(name => !Object.hasOwn(properties, name));
  if (missing.length > 0) {
    problems.push({
      fields: [group],
      message: `missing required properties: ${missing.join(', ')}`,
    });
  }
  for (const [name, value] of Object.entries(properties)) {
    if (!Object.hasOwn(fields, name)) {
      problems.push({
        fields: [group, name],
        message: `unknown property "${name}"`,
      });
      continue;
    }
    const message = isKnown(value) && fields[name](unwrap(value));
    if (message) {
      problems.push({ fields: [group, name], message });
    }
  }
}

function isKnown(value: EscValue): boolean {
  return (
    !value.unknown &&
    !(Array.isArray(value.value) && value.value.some(one => one.unknown))
  );
}

/** The inputs of a checked OIDC login. Two hours is the provider's default. */
export function readOidcLogin(oidc: { [field: string]: EscValue }): OidcLogin {
  const data = unwrap({ value: oidc }) as Record<string, unknown>;
  const seconds = durationSeconds((data.duration as string | undefined) ?? '');
  return {
    roleArn: data.roleArn as string,
    sessionName: data.sessionName as string,
    durationSeconds: seconds || 2 * 3600,
    policyArns: (data.policyArns as string[] | undefined) ?? [],
    subjectAttributes: (data.subjectAttributes as string[] | undefined) ?? [],
  };
}
