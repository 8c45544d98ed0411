import { ENVIRONMENT_FINDINGS } from './environmentFindingCodes';
import { STATEMENT_FINDINGS } from './statementFindingCodes';
import { FindingSeverity } from './types';

/** What holds for every finding with one code. */
export interface FindingRule {
  /** How much it matters. */
  severity: FindingSeverity;
  /**
   * Whether the access or exposure that it names counts in the status, until
   * somebody accepts it. The others inform only.
   */
  decidesStatus: boolean;
  /**
   * Whether the owner may accept it on purpose. Never what lets a foreign
   * organization in, nor what isn't understood.
   */
  canBeAccepted: boolean;
  /** The sentence that is shown; `{…}` is filled with what was found. */
  message: string;
}

/**
 * Every finding. `docs/findings.md` shows this table; a test keeps it so.
 * Sources of the rules: the IAM User Guide, IAM Access Analyzer's policy checks
 * and Pulumi's "Configuring OpenID Connect for AWS".
 */
export const FINDING_CODES = {
  ...ENVIRONMENT_FINDINGS,
  ...STATEMENT_FINDINGS,
} as const satisfies Record<string, FindingRule>;

/** The code of a finding. */
export type FindingCode = keyof typeof FINDING_CODES;

/**
 * The codes of all findings, such as `subject-wildcard`.
 *
 * @public
 */
export const findingCodes: readonly string[] = Object.keys(FINDING_CODES);

/**
 * Whether findings with a code can be accepted on purpose.
 *
 * @remarks
 * An accepted finding stays in the report and no longer decides its status.
 *
 * @param code - kebab-case, such as `subject-wildcard`
 * @returns false for codes that don't exist
 * @public
 */
export function canAcceptFinding(code: string): boolean {
  return (
    Object.hasOwn(FINDING_CODES, code) &&
    FINDING_CODES[code as FindingCode].canBeAccepted
  );
}
