/**
 * One call that the simulator answered.
 *
 * @public
 */
export interface SimulatorCall {
  service: 'iam' | 'sts' | 'pulumi';
  /** `CreateRole`, or `PATCH /api/esc/environments/{org}/{project}/{env}`. */
  action: string;
  /** The AWS account that was called, when it is known. */
  accountId?: string;
  /** Whether the action is one that changes something. */
  write: boolean;
  /** The HTTP status that was answered; 0 when the connection broke. */
  status: number;
  /** The fault that the call met, if any. */
  fault?: 'error' | 'lost' | 'dropped' | 'delay';
}
