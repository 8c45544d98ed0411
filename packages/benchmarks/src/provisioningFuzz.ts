import { spawnSync } from 'node:child_process';
import { Bench } from './bench';

const DEFAULT_SEQUENCES = 10_000;

/**
 * Random sequences of operations, faults, dying processes and edits by others,
 * by the backend's own test: other seeds than the test run's, and more of them.
 */
export const provisioningFuzz: Bench = (args, say) => {
  const given = (name: string, fallback: number) => {
    const prefix = `--${name}=`;
    const text = args.find(arg => arg.startsWith(prefix));
    const value = text ? Number(text.slice(prefix.length)) : fallback;
    if (!Number.isInteger(value) || value < 0) {
      throw new Error(`--${name} takes a whole number`);
    }
    return value;
  };
  const sequences = given('sequences', DEFAULT_SEQUENCES);
  const seed = given('seed', Date.now() % 1_000_000_000);
  say(`${sequences} random sequences from seed ${seed}`);
  const { stdout, stderr } = spawnSync(
    'yarn',
    [
      'workspace',
      '@internal/backstage-plugin-esc-trust-backend',
      'test',
      'src/provisioning/fuzz.test.ts',
    ],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: {
        ...process.env,
        CI: '1',
        ESC_TRUST_SEQUENCES: String(sequences),
        ESC_TRUST_SEED: String(seed),
      },
    },
  );
  const line = /^\{"sequences":.*\}$/m.exec(stdout)?.[0];
  if (!line) {
    throw new Error(`The sequences did not run to their end:\n${stderr}`);
  }
  const result = JSON.parse(line) as Record<
    'sequences' | 'operations' | 'broken',
    number
  >;
  if (result.broken > 0) {
    // Each broken one stands there as a test.
    say(stderr);
  }
  return [
    {
      name: 'random sequences',
      value: result.sequences,
      unit: 'sequences',
      goal: { atLeast: DEFAULT_SEQUENCES },
    },
    {
      name: 'sequences with a broken promise',
      value: result.broken,
      unit: 'sequences',
      goal: { atMost: 0 },
    },
  ];
};
