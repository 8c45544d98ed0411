/**
 * An input of a login: known from the text, or an expression that only an
 * opening resolves.
 *
 * @remarks
 * An expression is shown as its text when it is a string with an interpolation
 * (`${…}`), as the name of the function when it is a call (`fn::join`), and
 * otherwise as a fixed word in brackets, such as `(a structure)`. It never holds
 * a ciphertext or other parts of the definition.
 *
 * @public
 */
export type LoginInput<T = string> = { literal: T } | { expression: string };

/**
 * One `fn::open::aws-login` block of a definition. Its inputs are those of
 * Pulumi's schema of the provider.
 *
 * @public
 */
export interface AwsLogin {
  /** Value path below `values`, such as `aws.login`. */
  path: string;
  /** `unresolved`: its inputs are the result of an expression. */
  kind: 'oidc' | 'static' | 'unresolved';
  /** ARN of the role; absent when the text names none. */
  roleArn?: LoginInput;
  /** Name of the role session, 2 to 64 characters of `[\w+=,.@-]`. */
  sessionName?: LoginInput;
  /** Go style, such as `1h30m`; Pulumi's default is 2h. */
  duration?: LoginInput;
  /** ARNs of the session policies, which narrow what the role may do. */
  policyArns?: LoginInput<string[]>;
  /** What the token's subject is made of, such as `currentEnvironment.name`. */
  subjectAttributes?: LoginInput<string[]>;
  /** Where the block starts, counted from 1. */
  position: { line: number; column: number };
}

/** Something in a definition that Pulumi would refuse. @public */
export interface DefinitionProblem {
  /** The rule that is broken, without parts of the definition. */
  message: string;
  /** Where, counted from 1. */
  position?: { line: number; column: number };
}

/** The logins of a definition. @public */
export interface FoundLogins {
  /** In the order of the text. */
  logins: AwsLogin[];
  /** When not empty, the definition can't be opened as it is. */
  problems: DefinitionProblem[];
}

/** A login to be written into a definition. @public */
export interface AwsLoginSettings {
  /** Value path below `values`; default `aws.login`. */
  path?: string;
  /** ARN of the role. */
  roleArn: string;
  /** Name of the role session, 2 to 64 characters of `[\w+=,.@-]`. */
  sessionName: string;
  /** Go style, such as `1h30m`; absent leaves it to Pulumi's default of 2h. */
  duration?: string;
  /**
   * ARNs of session policies. When absent, a login that is there keeps its own;
   * when empty, it loses them, and its session isn't narrowed any more.
   */
  policyArns?: string[];
  /** What the token's subject is made of; absent or empty writes none. */
  subjectAttributes?: string[];
  /**
   * Also export the credentials as `AWS_ACCESS_KEY_ID`,
   * `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, unless one of these is
   * there already.
   */
  exportEnvironmentVariables?: boolean;
}
