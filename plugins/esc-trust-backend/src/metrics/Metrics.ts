import { SourceKind } from '../assessment/sources/Source';

/** How a call of AWS or of Pulumi Cloud ended. */
export type CallOutcome =
  | 'answered'
  /** Denied, not found, not valid. */
  | 'refused'
  | 'throttled'
  /** Not answered, or not with an answer of the service. */
  | 'failed';

/**
 * What is counted. No names of accounts, organizations, environments or roles:
 * there may be very many, and not everybody who sees figures may know of them.
 */
export interface Metrics {
  /**
   * Each try counts.
   *
   * @param name - such as `iam:GetRole`
   */
  called(service: 'aws' | 'pulumi', name: string, outcome: CallOutcome): void;
  /** @param from - what is stored, or both sides read anew */
  assessed(
    from: 'stored' | 'read',
    outcome: 'assessed' | 'unreadable',
    count?: number,
  ): void;
  /** A source was read, or couldn't be. */
  scanned(kind: SourceKind, outcome: 'read' | 'unreadable'): void;
  /** The status of a mapping has become this one. */
  changed(status: string): void;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  called: () => {},
  assessed: () => {},
  scanned: () => {},
  changed: () => {},
};
