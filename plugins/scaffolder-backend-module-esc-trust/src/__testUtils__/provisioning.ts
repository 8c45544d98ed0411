import { ResponseError } from '@backstage/errors';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { createProvisionRoleAction } from '../actions/provisionRole';
import { PLAN } from './operations';
import { ActionRun, runAction } from './runAction';

/** What every provision needs. */
export const INPUT = {
  organization: 'acme',
  project: 'payments',
  environment: 'prod',
  accountId: '111111111111',
  ownerRef: 'group:default/payments-team',
};
/** How the first run of a task names what it does. */
export const KEY = 'task-1:step-1:111111111111::acme/payments/prod:';

type Run = Parameters<typeof runAction>[1];

/** Runs the action; looks at its operation show these, one by one. */
export function provision(
  looks: Operation[],
  options: Partial<Run> = {},
): Promise<ActionRun> {
  const queue = [...looks];
  return runAction(createProvisionRoleAction, {
    input: INPUT,
    ...options,
    client: {
      planOperation: async () => PLAN,
      startOperation: async () => queue.shift()!,
      getOperation: async () => queue.shift()!,
      ...options.client,
    },
  });
}

/** Which methods of the client were called. */
export const namesOf = ({ calls }: { calls: unknown[][] }) =>
  calls.map(([n]) => n);

/** What the client rejects with when the server refuses. */
export async function refusal(status: number, body: object = {}) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message: 'Choose another name' },
        response: { statusCode: status },
        ...body,
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ) as never,
  );
}
