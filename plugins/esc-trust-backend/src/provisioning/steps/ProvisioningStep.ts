import {
  OperationStepName,
  PlannedStep,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { Assessor } from '../../assessment/Assessor';
import { AwsAccountReader, AwsAccountWriter } from '../../aws/AwsAccount';
import { MappingStore } from '../../mappings/MappingStore';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
import { DesiredState } from '../desiredState';
import { ObservedState } from '../observedState';
import { OwnRoles } from '../OwnRoles';

/** What a step will do, without its name. */
export type StepPlan = Omit<PlannedStep, 'step'>;

/** What a step has done. */
export interface StepResult {
  action: StepPlan['action'];
  /** Replaces the planned sentence when more is known now. */
  summary?: string;
  outcome?: Partial<ProvisionOutcome>;
}

/** Everything that steps may use. */
export interface StepContext {
  desired: DesiredState;
  reader: AwsAccountReader;
  writer: AwsAccountWriter;
  pulumi: PulumiCloud;
  mappings: MappingStore;
  ownRoles: OwnRoles;
  assessor: Assessor;
  createdBy: string;
  /** Refuses, for every state that a step has read, what isn't the caller's. */
  guard: {
    environment(state: NonNullable<ObservedState['environment']>): void;
    role(state: NonNullable<ObservedState['role']>): Promise<void>;
  };
  /** What an earlier step of this operation did. */
  actionOf(step: OperationStepName): StepPlan['action'] | undefined;
  /**
   * Registers how to take a write back. Called before the write, whose answer
   * may get lost: an undo reads first and leaves alone what isn't there.
   */
  onUndo(undo: () => Promise<void>): void;
}

/** One step of a provision: planned purely, applied with a read before each write. */
export interface ProvisioningStep {
  name: OperationStepName;
  plan(desired: DesiredState, observed: ObservedState): StepPlan;
  apply(context: StepContext): Promise<StepResult>;
}
