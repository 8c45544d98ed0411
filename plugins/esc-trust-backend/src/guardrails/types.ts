import { ProposedProvision } from '@internal/backstage-plugin-esc-trust-node';
import {
  ProvisioningConfig,
  RoleRules,
} from '../config/readProvisioningConfig';

/** A managed policy's document, as far as it could be read. */
export type PolicyReading = { document: unknown } | { unreadable: string };

/** What a guardrail looks at. */
export interface GuardrailSubject {
  proposed: ProposedProvision;
  provisioning: ProvisioningConfig;
  /** ARNs that the entry of `allow` lists, with the placeholders filled in. */
  managedPolicyPatterns: string[];
  /** What the entry of `allow` says, and the rest for what it doesn't say. */
  rules: RoleRules;
  /** Of the proposed managed policies; absent when no guardrail needs them. */
  policies: ReadonlyMap<string, PolicyReading>;
}

/** One rule about what may be provisioned. Pure. */
export interface Guardrail {
  /** Refusals name it. */
  name: string;
  /** The configuration key that decides; every sentence names it. */
  setting: string;
  /** A sentence that says why not and what to change, or nothing. */
  check(subject: GuardrailSubject): string | undefined;
}
