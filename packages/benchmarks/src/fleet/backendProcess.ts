/**
 * A real Backstage backend that holds the plugin: run by a benchmark, in
 * production mode, with `--config FILE`.
 */
import { createBackend } from '@backstage/backend-defaults';
// A backend is what is measured.
import escTrust from '@internal/backstage-plugin-esc-trust-backend';
import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answerAsks } from './asking';
import { BackendFigures } from './backendFigures';

const STATUS = '/proc/self/status';
// An idle loop shows these 10 ms, too.
const delay = monitorEventLoopDelay({ resolution: 10 });
let cpu = process.cpuUsage();

answerAsks({
  figures: (): BackendFigures => {
    const toMs = (ns: number) => ns / 1e6;
    const { user, system } = process.cpuUsage(cpu);
    const figures = {
      eventLoop: {
        p50: toMs(delay.percentile(50)),
        p99: toMs(delay.percentile(99)),
        max: toMs(delay.max),
      },
      peakRss: peakKilobytes() * 1024,
      cpu: (user + system) / 1e6,
    };
    delay.reset();
    cpu = process.cpuUsage();
    return figures;
  },
});

/** What the system says of the process; `maxRSS` may be its parent's. */
function peakKilobytes(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  return Number(
    /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS,
  );
}

async function main(): Promise<void> {
  const backend = createBackend();
  backend.add(escTrust);
  await backend.start();
  delay.enable();
  process.send!({ isReady: true });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
