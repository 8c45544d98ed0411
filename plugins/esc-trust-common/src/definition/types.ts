/**
 * An input of a login: known from the text, or an expression that only an
 * opening resolves.
 *
 * @public
 */
export type LoginInput<T = string> = { literal: T } | { expression: string };

/**
 * One `fn::open::aws-login` block of a definition.
 *
 * @public
 */
export interface AwsLogin {
  /** Value path below `values`, such as `aws.login`. */
  path: string;
  /** `unresolved`: its inputs are an expression. */
  kind: 'oidc' | 'static' | 'unresolved';
  roleArn?: LoginInput;
  sessionName?: LoginInput;
  /** Go style; Pulumi's default is 2h. */
  duration?: LoginInput;
  policyArns?: LoginInput<string[]>;
  subjectAttributes?: LoginInput<string[]>;
  /** Where the block starts, counted from 1. */
  position: { line: number; column: number };
}

/** Something in a definition that Pulumi would refuse. @public */
export interface DefinitionProblem {
  message: string;
  /** Counted from 1. */
  position?: { line: number; column: number };
}

/** The logins of a definition. @public */
export interface FoundLogins {
  logins: AwsLogin[];
  /** When not empty, the definition can't be opened as it is. */
  problems: DefinitionProblem[];
}

/** A login to be written into a definition. @public */
export interface AwsLoginSettings {
  /** Value path below `values`; default `aws.login`. */
  path?: string;
  roleArn: string;
  sessionName: string;
  duration?: string;
  policyArns?: string[];
  subjectAttributes?: string[];
  /**
   * Also export the credentials as `AWS_ACCESS_KEY_ID`,
   * `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
   */
  exportEnvironmentVariables?: boolean;
}
