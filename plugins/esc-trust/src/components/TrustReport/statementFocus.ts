/** The statement that is chosen, and where the eye shall go; new for each choice. */
export interface StatementFocus {
  /** Its Sid, or its index as `#0`. */
  statement: string;
  /** From a finding to the policy, or from there to the finding. */
  at: 'policy' | 'finding';
}
