import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  EscTrustApi,
  EscTrustRequestOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { ActionOptions } from '../actions/shared/UserApi';

/** How a run of an action ended. */
export interface ActionRun {
  /** What the client was asked for: method, then arguments. */
  calls: unknown[][];
  /** The task log. */
  lines: string[];
  outputs: Record<string, unknown>;
  error?: Error;
}

/** Runs an action once, as the scaffolder does, against a made-up client. */
export async function runAction(
  create: (options: ActionOptions) => TemplateAction<any, any>,
  options: {
    input: object;
    client: Partial<EscTrustApi>;
    isDryRun?: boolean;
    credentials?: ReturnType<typeof mockCredentials.user>;
    signal?: AbortSignal;
    /** What earlier runs of the step have kept, and what this one keeps. */
    checkpoints?: Map<string, string>;
    taskId?: string;
  },
): Promise<ActionRun> {
  const { checkpoints = new Map<string, string>(), client } = options;
  const calls: unknown[][] = [];
  const lines: string[] = [];
  const record = (line: string) => {
    lines.push(line);
  };
  const context = {
    ...createMockActionContext({
      input: options.input as never,
      logger: mockServices.logger.mock({ info: record, warn: record }),
    }),
    task: { id: options.taskId ?? 'task-1' },
    step: { id: 'step-1', name: 'Step' },
    isDryRun: options.isDryRun,
    signal: options.signal,
    checkpoint: async ({ key, fn }: any) => {
      const kept = checkpoints.get(key) ?? (await fn());
      checkpoints.set(key, kept);
      return kept;
    },
    getInitiatorCredentials: async () =>
      options.credentials ?? mockCredentials.user('user:default/guest'),
  };
  const action = create({
    auth: mockServices.auth(),
    client: recorded(client, calls),
    pollIntervalMs: 1,
  });
  const error = await action.handler(context as never).then(
    () => undefined,
    e => e as Error,
  );
  const outputs = Object.fromEntries((context.output as jest.Mock).mock.calls);
  // However it ended: what the scaffolder shows and stores holds no token.
  const told = [lines, outputs, [...checkpoints], error?.message, error?.stack];
  expect(JSON.stringify(told)).not.toMatch(/mock-(user|service)-token/);
  return { calls, lines, outputs, error };
}

/** Every call needs the user's token, which the record leaves out. */
function recorded(client: Partial<EscTrustApi>, calls: unknown[][]) {
  return new Proxy(client, {
    get:
      (target, name: keyof EscTrustApi) =>
      async (...args: any[]) => {
        const { token, ...rest } = args.at(-1) as EscTrustRequestOptions;
        expect(token).toContain('user:default/guest');
        calls.push([
          name,
          ...args.slice(0, -1),
          ...(Object.keys(rest).length > 0 ? [rest] : []),
        ]);
        return (target[name] as any)(...args);
      },
  }) as EscTrustApi;
}
