import { InputError, NotFoundError } from '@backstage/errors';
import {
  Operation,
  OperationRequest,
  OperationStep,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleOperation, examplePlan } from '../src/testing/examplePlan';
import {
  exampleRemoval,
  exampleRemovalPlan,
} from '../src/testing/exampleRemoval';
import { EXAMPLE_OPERATIONS } from './exampleOperations';
import { NEEDS_ATTENTION, ROLLED_BACK } from './exampleRepairs';

/** Long enough to be seen. */
const PLANNING_MS = 800;

/** Operations whose plans and ends go by the name of the environment. */
export class DevOperations {
  readonly #operations = new Map<string, Operation>(
    EXAMPLE_OPERATIONS.map(operation => [operation.id, operation]),
  );
  readonly #moved = new Set<string>();

  list(): Operation[] {
    return [...this.#operations.values()];
  }

  async plan(request: OperationRequest): Promise<Plan> {
    const mappingId = mappingIdOf(request);
    await new Promise(resolve => setTimeout(resolve, PLANNING_MS));
    switch (scenarioOf(mappingId)) {
      case 'planning':
        return new Promise(() => {});
      case 'refused':
        throw new InputError(
          'The role esc-repair-refused-0a1b2c3d was neither created nor adopted by this portal: change its trust policy by hand',
        );
      case 'nothing':
        return examplePlan([]);
      default:
        return request.kind === 'deprovision'
          ? exampleRemovalPlan()
          : examplePlan();
    }
  }

  async start(request: OperationRequest): Promise<Operation> {
    const mappingId = mappingIdOf(request);
    await new Promise(resolve => setTimeout(resolve, PLANNING_MS));
    if (scenarioOf(mappingId) === 'moved' && !this.#moved.has(mappingId)) {
      this.#moved.add(mappingId);
      const [, trustPolicy] = examplePlan().steps.filter(
        ({ action }) => action !== 'unchanged',
      );
      throw Object.assign(new Error('Request failed with 409 Conflict'), {
        statusCode: 409,
        body: { plan: examplePlan([trustPolicy], 'digest-2') },
      });
    }
    const operation =
      request.kind === 'deprovision'
        ? exampleRemoval('applying', 'pending', { id: mappingId })
        : exampleOperation('applying', [], { id: mappingId });
    this.#operations.set(mappingId, operation);
    return operation;
  }

  /** Every look finds the operation one step further. */
  async get(id: string): Promise<Operation> {
    const operation = this.#operations.get(id);
    if (!operation) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    if (EXAMPLE_OPERATIONS.some(example => example.id === id)) {
      return operation;
    }
    const next =
      operation.state === 'rolling-back'
        ? cancelled(operation)
        : ahead(operation);
    this.#operations.set(id, next);
    return next;
  }

  async cancel(id: string): Promise<Operation> {
    const operation: Operation = {
      ...this.#operations.get(id)!,
      state: 'rolling-back',
    };
    this.#operations.set(id, operation);
    return operation;
  }
}

function mappingIdOf(request: OperationRequest): string {
  return request.kind === 'provision' ? '' : request.mappingId;
}

function scenarioOf(mappingId: string): string {
  return mappingId.slice(mappingId.lastIndexOf('/') + 1);
}

function ahead(operation: Operation): Operation {
  const done = operation.steps.filter(({ state }) => state === 'succeeded');
  const scenario = scenarioOf(operation.id);
  if (scenario === 'rolls-back' && done.length === 3) {
    return { ...ROLLED_BACK, id: operation.id };
  }
  if (scenario === 'attention' && done.length === 3) {
    return { ...NEEDS_ATTENTION, id: operation.id };
  }
  if (done.length === operation.steps.length) {
    return {
      ...operation,
      state: 'succeeded',
      outcome: { ...operation.outcome, status: 'trusted' },
    };
  }
  const stateOf = (at: number): OperationStep['state'] => {
    if (at <= done.length) {
      return at < done.length || operation.steps[at].state === 'applying'
        ? 'succeeded'
        : 'applying';
    }
    return at === done.length + 1 &&
      operation.steps[done.length].state === 'applying'
      ? 'applying'
      : 'pending';
  };
  return {
    ...operation,
    steps: operation.steps.map((step, at) => ({ ...step, state: stateOf(at) })),
  };
}

function cancelled(operation: Operation): Operation {
  return {
    ...operation,
    state: 'rolled-back',
    error: 'Cancelled by user:default/guest',
    steps: operation.steps.map(step => ({
      ...step,
      state: step.state === 'pending' ? 'pending' : 'rolled-back',
    })),
  };
}
