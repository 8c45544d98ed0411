import {
  EnvironmentRef,
  MappingSource,
  TrustReport,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';

/**
 * The topic that changes of IAM are expected on, as CloudTrail's events in their
 * EventBridge envelope, unless `escTrust.events.iamTopic` says otherwise.
 *
 * @public
 */
export const ESC_TRUST_IAM_TOPIC = 'esc-trust-iam';

/**
 * The topic of an organization's webhooks.
 *
 * @param organization - its name in Pulumi Cloud
 *
 * @remarks
 * One for each, as each has a secret of its own: what is signed with the secret of
 * one can't name an environment of another.
 *
 * @public
 */
export function escTrustPulumiTopic(organization: string): string {
  return `esc-trust-pulumi.${organization}`;
}

/**
 * The topic that tells when the status of a mapping has changed.
 *
 * @public
 */
export const ESC_TRUST_STATUS_CHANGED_TOPIC = 'esc-trust.status-changed';

/**
 * What events on {@link ESC_TRUST_STATUS_CHANGED_TOPIC} carry.
 *
 * @remarks
 * An event may come more than once, and events of one mapping may overtake each
 * other: `sequence` tells.
 *
 * @public
 */
export interface EscTrustStatusChangedEvent {
  /** Grows with each change; the same for the same change. */
  sequence: number;
  /** When it was found, ISO 8601. */
  at: string;
  statusBefore: TrustStatus;
  status: TrustStatus;
  access: TrustReport['access'];
  exposure: TrustReport['exposure']['verdict'];
  /** Codes of the findings. */
  findings: string[];
  /** As it is when the event is published. */
  mapping: {
    id: string;
    environment: EnvironmentRef;
    loginPath: string;
    roleArn?: string;
    accountId?: string;
    ownerRef?: string;
    source: MappingSource;
    /** ISO 8601; set while a source can't be read: the status may be old. */
    staleSince?: string;
  };
}
