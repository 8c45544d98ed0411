import {
  DEFAULT_ISSUER,
  Opening,
  parseEnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';

/** What is known about the identity provider of the role's account. */
export type ProviderKnowledge = 'known' | 'missing' | 'unknown';

/** What the policy lab judges, as it stands in the fields. */
export interface LabInput {
  /** JSON text, or the same URL-encoded. */
  trustPolicy: string;
  /** Of the environment. */
  organization: string;
  /** Of the environment. */
  project: string;
  /** Of the environment. */
  name: string;
  /** In listed order. */
  subjectAttributes: string[];
  /** Go style; blank: Pulumi's default. */
  duration: string;
  /** The openings in use. */
  openings: Opening['kind'][];
  /** The environment that imports it; blank: not known. */
  importRoot: string;
  /** The environment in the stack's list; blank: its own. */
  stackRoot: string;
  /** Blank: the public Pulumi Cloud's. */
  issuer: string;
  /** Whether the identity provider is there. */
  identityProvider: ProviderKnowledge;
  /** Blank: the one that the trust policy names. */
  identityProviderArn: string;
  /** Audiences, by commas or lines. */
  clientIds: string;
  /** Seconds; blank: AWS's default. */
  maxSessionDuration: string;
  /** Other environments that are meant to share the role, by commas or lines. */
  intended: string;
}

/** Nothing is filled in. */
export const EMPTY_LAB: LabInput = {
  trustPolicy: '',
  organization: '',
  project: '',
  name: '',
  subjectAttributes: [],
  duration: '',
  openings: ['direct'],
  importRoot: '',
  stackRoot: '',
  issuer: '',
  identityProvider: 'known',
  identityProviderArn: '',
  clientIds: '',
  maxSessionDuration: '',
  intended: '',
};

/** What can be wrong with a field. */
export type LabProblem =
  | 'name'
  | 'environment'
  | 'environments'
  | 'opening'
  | 'issuer'
  | 'arn'
  | 'seconds';

/** The fields that hold something wrong, each with what it is. */
export type LabProblems = Partial<Record<keyof LabInput, LabProblem>>;

const PROVIDER_ARN = /^arn:[\w-]+:iam::\d{12}:oidc-provider\/\S+$/;

/** The issuer, with the public Pulumi Cloud's for a blank. */
export function issuerOf({ issuer }: LabInput): string {
  return issuer.trim() || DEFAULT_ISSUER;
}

/** The entries of a field with several. */
export function entriesOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map(entry => entry.trim())
    .filter(Boolean);
}

/** Whether nobody has filled in the environment yet. */
export function hasNoEnvironment(input: LabInput): boolean {
  return [input.organization, input.project, input.name].every(
    text => text.trim() === '',
  );
}

/**
 * What is wrong with the fields beside the trust policy, about which the engine
 * itself says what is wrong.
 *
 * @param input - the fields
 */
export function labProblems(input: LabInput): LabProblems {
  const problems: LabProblems = {};
  for (const field of ['organization', 'project', 'name'] as const) {
    if (!PULUMI_NAME_PATTERN.test(input[field].trim())) {
      problems[field] = 'name';
    }
  }
  for (const [field, kind] of [
    ['importRoot', 'import'],
    ['stackRoot', 'stack'],
  ] as const) {
    const text = input[field].trim();
    if (input.openings.includes(kind) && text && !parseEnvironmentRef(text)) {
      problems[field] = 'environment';
    }
  }
  if (input.openings.length === 0) {
    problems.openings = 'opening';
  }
  if (!isIssuer(issuerOf(input))) {
    problems.issuer = 'issuer';
  }
  const arn = input.identityProviderArn.trim();
  if (arn && !PROVIDER_ARN.test(arn)) {
    problems.identityProviderArn = 'arn';
  }
  const seconds = input.maxSessionDuration.trim();
  if (seconds && !isSessionDuration(seconds)) {
    problems.maxSessionDuration = 'seconds';
  }
  if (!entriesOf(input.intended).every(parseEnvironmentRef)) {
    problems.intended = 'environments';
  }
  return problems;
}

function isIssuer(text: string): boolean {
  return /^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(text);
}

/** What IAM takes for a role. */
function isSessionDuration(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 3_600 && Number(text) <= 43_200;
}
