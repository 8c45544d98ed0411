import { AwsLogin, AwsLoginSettings, LoginInput } from './types';
import { Data } from './writeYaml';

/** An input of a login, by its name in Pulumi's schema of `aws-login`. */
export type LoginInputName =
  | 'roleArn'
  | 'sessionName'
  | 'duration'
  | 'policyArns'
  | 'subjectAttributes';

/**
 * In the order of the official writer (pulumi/pulumi,
 * `env_provider_aws_login.go`).
 */
const INPUTS: LoginInputName[] = [
  'roleArn',
  'sessionName',
  'duration',
  'policyArns',
  'subjectAttributes',
];

/** A change of one input; without a value the input goes. */
export interface InputChange {
  /** Which input. */
  name: LoginInputName;
  /** What it becomes. */
  value: Data | undefined;
}

/**
 * What to change for a login to say what the settings say. Session policies of
 * which the settings say nothing stay: they narrow the session, so that dropping
 * them would grant more than the login did.
 *
 * @param found - the login as it is
 * @param wanted - the settings
 * @returns the changes in the order of the official writer; none for no change
 */
export function changesOf(
  found: AwsLogin,
  wanted: AwsLoginSettings,
): InputChange[] {
  return INPUTS.filter(
    name =>
      !saysTheSame(found[name], settingOf(wanted, name)) &&
      !(name === 'policyArns' && wanted.policyArns === undefined),
  ).map(name => ({ name, value: dataOf(wanted, name) }));
}

/**
 * A login as the value to be written.
 *
 * @param settings - the settings
 * @returns the call in its short form, with the keys of the official writer
 */
export function loginData(settings: AwsLoginSettings): { [key: string]: Data } {
  const inputs = INPUTS.flatMap(name => {
    const value = dataOf(settings, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { 'fn::open::aws-login': { oidc: Object.fromEntries(inputs) } };
}

/**
 * A setting, where empty is absent: what an empty list or duration means is
 * documented nowhere, so none is ever written.
 */
function settingOf(
  settings: AwsLoginSettings,
  name: LoginInputName,
): string | string[] | undefined {
  return settings[name]?.length ? settings[name] : undefined;
}

/** `$$` is how Pulumi writes a `$`: a setting is text, never an expression. */
function dataOf(
  settings: AwsLoginSettings,
  name: LoginInputName,
): Data | undefined {
  const setting = settingOf(settings, name);
  const escape = (text: string) => text.replaceAll('$', '$$$$');
  return Array.isArray(setting)
    ? setting.map(escape)
    : setting && escape(setting);
}

function saysTheSame(
  input: LoginInput<string | string[]> | undefined,
  setting: string | string[] | undefined,
): boolean {
  if (input === undefined || 'expression' in input) {
    return input === setting;
  }
  return JSON.stringify(input.literal) === JSON.stringify(setting);
}
