import { FindingCode } from './findingCodes';
import { Finding } from './types';

/** What findings about a statement need to know besides the statement. */
export interface StatementContext {
  /** ARN of the issuer's identity provider in the role's account. */
  identityProviderArn: string;
  /** Whether `${…}` is a variable: with version 2012-10-17 only. */
  hasVariables: boolean;
  /** Audiences of the intended claims; undefined when they aren't known. */
  audiences?: ReadonlySet<string>;
}

/** Makes a finding about one statement. */
export type Report = (
  code: FindingCode,
  values?: Record<string, string>,
) => Finding;
