import { EnvironmentRef } from '../claims/environment';
import { Opening } from '../claims/types';
import { AwsLogin, DefinitionProblem } from '../definition/types';
import { Access, ExposureVerdict, TrustStatus } from '../trust-report/types';
import { Mapping } from './types';

/** Which environments. @public */
export interface EnvironmentQuery {
  /** A configured organization. */
  organization: string;
  /** The beginning of `project/name` or of the name; in any case. */
  q?: string;
  /** At most 100; default 50. */
  limit?: number;
  /** From another page of the same organization. */
  cursor?: string;
}

/** What the latest report of a mapping comes to. @public */
export interface MappingHeadline {
  /** Of the mapping. */
  id: string;
  /** Where the login stands in the definition. */
  loginPath: string;
  /** Absent while the definition holds an expression instead of an ARN. */
  roleArn?: string;
  /** The headline of its report. */
  status: TrustStatus;
  /** Whether the environment can assume the role. */
  access: Access;
  /** Whether others can. */
  exposure: ExposureVerdict;
}

/** An environment, as Pulumi Cloud lists it. @public */
export interface ListedEnvironment {
  /** Its name. */
  environment: EnvironmentRef;
  /** ISO 8601, when its definition was last changed; absent when untold. */
  modified?: string;
  /** Those that the caller may read, in the order of their login paths. */
  mappings: MappingHeadline[];
}

/** One page of environments. @public */
export interface EnvironmentList {
  /** At most as many as the query's `limit`; a search may find fewer, or none. */
  items: ListedEnvironment[];
  /** For the query's `cursor`; absent at the end. */
  pageInfo: { nextCursor?: string };
}

/** What the token of a login says when its environment is opened. @public */
export interface OpeningClaims {
  /** How the environment is opened. */
  opening: Opening['kind'];
  /** The token's `aud`. */
  audience: string;
  /** The token's `sub`, with placeholders in braces for parts known only on opening. */
  subject: string;
  /** Whether Pulumi documents these claims or they follow from other facts. */
  certainty: 'documented' | 'inferred';
}

/** A login of an environment, and what its tokens say. @public */
export interface EnvironmentLogin {
  /** As the definition holds it. */
  login: AwsLogin;
  /**
   * One per opening and candidate of its claims; empty for a login without OIDC,
   * and while its subject attributes are an expression.
   */
  openings: OpeningClaims[];
}

/** An environment as it is now, never more of it than its logins. @public */
export interface EnvironmentDetails {
  /** Its name. */
  environment: EnvironmentRef;
  /** Issuer URL of its tokens. */
  issuer: string;
  /** In the order of the definition. */
  logins: EnvironmentLogin[];
  /** When not empty, the definition can't be opened as it is. */
  problems: DefinitionProblem[];
  /** Those of its mappings that the caller may read; at most 100. */
  mappings: Mapping[];
}
