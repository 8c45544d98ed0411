import type { LoginPlace, Opener } from '../claims';
import type { OidcLogin } from '../definition/awsLogin';

/** One login that an opening comes across. */
export interface LoginAttempt {
  place: LoginPlace;
  /** `project/name` of the environment that holds the block, or `<yaml>`. */
  environment: string;
  /** `values.aws.login` */
  path: string;
  login: OidcLogin;
}

/** Credentials of a session, as the provider gives them. */
export interface LoginResult {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** The provider's refusal, in the words that Pulumi Cloud shows. */
export class LoginRefused extends Error {}

/** What an evaluation needs from outside of the definition. */
export interface OpeningContext {
  opener: Opener;
  /** The text of an environment of the same organization. */
  readEnvironment(project: string, name: string): string | undefined;
  decrypt(ciphertext: string): string | undefined;
  /** Left out to check only: then no provider is asked. */
  login?: (attempt: LoginAttempt) => Promise<LoginResult>;
}
