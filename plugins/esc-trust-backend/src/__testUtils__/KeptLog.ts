import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';

/** Keeps what is logged and audited, for tests to look at. */
export class KeptLog {
  readonly lines: unknown[] = [];
  readonly events: unknown[] = [];

  get logger(): LoggerService {
    const keep = (level: string) => (message: string, meta?: unknown) => {
      this.lines.push([
        level,
        message,
        meta instanceof Error ? [meta.message, meta.stack] : meta,
      ]);
    };
    return {
      error: keep('error'),
      warn: keep('warn'),
      info: keep('info'),
      debug: keep('debug'),
      child: () => this.logger,
    };
  }

  get auditor(): AuditorService {
    return {
      createEvent: async options => {
        const keep = (outcome: string) => async (result?: unknown) => {
          const { error, ...rest } = (result ?? {}) as { error?: Error };
          this.events.push([outcome, options, error?.message, rest]);
        };
        return { success: keep('success'), fail: keep('fail') };
      },
    };
  }
}
