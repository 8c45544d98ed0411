import { checkText, required } from '../constraints';
import { invalidInput, validationError } from '../errors';

const entityName = /^[\w+=,.@-]+$/;

/** A name of a role, 64 characters, or of a policy, 128. */
export function checkName(
  value: string | undefined,
  field: 'roleName' | 'policyName' | 'userName',
): string {
  const name = checkText(required(value, field), field, {
    min: 1,
    max: field === 'policyName' ? 128 : 64,
  });
  if (!entityName.test(name)) {
    throw validationError(
      `The specified value for ${field} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return name;
}

/** `/` or `/…/` of visible ASCII characters. */
export function checkPath(value: string | undefined, field = 'path'): string {
  const path = checkText(value ?? '/', field, { min: 1, max: 512 });
  if (!/^(\/|\/[\x21-\x7e]+\/)$/.test(path)) {
    throw validationError(
      `The specified value for ${field} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`,
    );
  }
  return path;
}

/** Nothing above U+00FF, so no emoji. */
export function checkDescription(
  value: string | undefined,
): string | undefined {
  return value === undefined
    ? undefined
    : checkText(value, 'description', {
        max: 1000,
        pattern: /^[\t\n\r\x20-\x7e\xa1-\xff]*$/,
      });
}

/** An ARN of a managed policy; whether it exists is another question. */
export function checkPolicyArn(
  value: string | undefined,
  field = 'policyArn',
): string {
  const arn = checkText(required(value, field), field, { min: 20, max: 2048 });
  if (!/^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[\x21-\x7e]+$/.test(arn)) {
    throw invalidInput(`ARN ${arn} is not valid.`);
  }
  return arn;
}
