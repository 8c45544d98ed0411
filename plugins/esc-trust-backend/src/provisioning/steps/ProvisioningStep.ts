import {
  OperationStepName,
  PlannedStep,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { Assessor } from '../../assessment/Assessor';
import { AwsAccountReader, AwsAccountWriter } from '../../aws/AwsAccount';
import { MappingStore } from '../../mappings/MappingStore';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
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
  /** What a person has to do for it, while everything else stays as it is. */
  attention?: string;
}

/** The portal's own tables. */
export interface Stores {
  mappings: MappingStore;
  ownRoles: OwnRoles;
}

/** Everything that steps may use. */
export interface StepContext {
  desired: DesiredState;
  reader: AwsAccountReader;
  writer: AwsAccountWriter;
  pulumi: PulumiCloud;
  mappings: Pick<
    MappingStore,
    'findByLogin' | 'getConsent' | 'listIntendedEnvironments'
  >;
  ownRoles: Pick<OwnRoles, 'ownerOf' | 'notedOwner' | 'lastPolicy'>;
  /**
   * Writes to the portal's own tables, unless another run has taken the
   * operation over.
   *
   * @param write - must use nothing but the stores that it is given
   * @throws LeaseLostError
   */
  writeStores<T>(write: (stores: Stores) => Promise<T>): Promise<T>;
  assessor: Assessor;
  clock: Clock;
  /** Aborted when the operation is cancelled: waiting ends at once. */
  signal?: AbortSignal;
  createdBy: string;
  /** Refuses, for every state that a step has read, what isn't the caller's. */
  guard: {
    environment(state: NonNullable<ObservedState['environment']>): void;
    role(state: NonNullable<ObservedState['role']>): Promise<void>;
  };
  /** What an earlier step of this operation did. */
  actionOf(step: OperationStepName): StepPlan['action'] | undefined;
}

/** What a step may use while it is applied. */
export interface ApplyContext<Memo> extends StepContext {
  /**
   * What an earlier run of this step had noted before its process died: its
   * writes may have taken effect, so that what is there may be its own work.
   */
  memo: Memo | undefined;
  /**
   * Notes in the journal how to take a write back; replaces the earlier memo.
   * Awaited before the write, whose answer may get lost. A memo holds no secret
   * and no definition; none means that there is nothing to take back.
   */
  remember(memo: Memo | undefined): Promise<void>;
}

/**
 * One step of an operation: planned purely, applied with a read before each
 * write, undone from what its memo says.
 */
export interface ProvisioningStep<Memo = unknown> {
  name: OperationStepName;
  plan(desired: DesiredState, observed: ObservedState): StepPlan;
  /** May run again after it was interrupted anywhere. */
  apply(context: ApplyContext<Memo>): Promise<StepResult>;
  /**
   * Takes back what this operation has written, and nothing else: reads first,
   * and leaves alone what isn't there. May run again after it was interrupted.
   *
   * @throws with a sentence that says what a person has to do, when it can't
   */
  undo?(memo: Memo, context: StepContext): Promise<void>;
}
