import {
  awsFaults,
  FaultKind,
  pulumiFaults,
  SimulatorCall,
} from '@internal/cloud-simulator';

/** A fault, as often as it comes. */
export type Trouble = FaultKind & { times?: number };

/** A call on the way of an operation. */
export interface Place {
  service: SimulatorCall['service'];
  action: string;
  write: boolean;
  nth: number;
  /** Before anything could be written. */
  isPlanning: boolean;
}

/** Of a call that is to be late, really. */
export const TIMEOUT_MS = 60;
/** More often than anybody tries. */
export const ALWAYS = 100;

const AWS_WRITES: Record<string, Trouble> = {
  denied: awsFaults.accessDenied('iam:Any'),
  'over a quota': awsFaults.limitExceeded(),
  'throttled twice': { ...awsFaults.throttled(), times: 2 },
  'throttled for ever': { ...awsFaults.throttled(), times: ALWAYS },
  'failing once': awsFaults.serviceFailure(),
  'failing for ever': { ...awsFaults.serviceFailure(), times: ALWAYS },
  concurrent: awsFaults.concurrentModification(),
  lost: { kind: 'lost' },
  dropped: { kind: 'dropped' },
  late: { kind: 'delay', ms: 2 * TIMEOUT_MS },
};
const PULUMI_WRITES: Record<string, Trouble> = {
  forbidden: pulumiFaults.forbidden(),
  'rate limited twice': { ...pulumiFaults.rateLimited(1), times: 2 },
  'rate limited for ever': { ...pulumiFaults.rateLimited(), times: ALWAYS },
  'failing once': pulumiFaults.serverError(),
  unavailable: { ...pulumiFaults.unavailable(), times: ALWAYS },
  conflicting: pulumiFaults.conflict(),
  lost: { kind: 'lost' },
  dropped: { kind: 'dropped' },
  late: { kind: 'delay', ms: 2 * TIMEOUT_MS },
};
const AWS_READS: Record<string, Trouble> = {
  denied: awsFaults.accessDenied('iam:Any'),
  'failing for a while': { ...awsFaults.serviceFailure(), times: 3 },
};
const PULUMI_READS: Record<string, Trouble> = {
  forbidden: pulumiFaults.forbidden(),
  'failing for a while': { ...pulumiFaults.unavailable(), times: 4 },
};

/** What can go wrong with a call. */
export function troublesOf({
  service,
  write,
}: Pick<Place, 'service' | 'write'>): Record<string, Trouble> {
  if (service === 'pulumi') {
    return write ? PULUMI_WRITES : PULUMI_READS;
  }
  return write ? AWS_WRITES : AWS_READS;
}

/** What no repetition helps against. */
export function denied({ service }: Pick<Place, 'service'>): FaultKind {
  return service === 'pulumi'
    ? pulumiFaults.forbidden()
    : awsFaults.accessDenied('iam:Any');
}
