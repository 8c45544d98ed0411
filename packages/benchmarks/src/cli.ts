import { BenchFigure, isMet } from './bench';
import { benches } from './benches';

const say = (line: string) => process.stdout.write(`${line}\n`);

function goalOf({ goal, unit }: BenchFigure): string {
  return 'atLeast' in goal
    ? `goal: at least ${goal.atLeast} ${unit}`
    : `goal: at most ${goal.atMost} ${unit}`;
}

async function main([name, ...args]: string[]): Promise<void> {
  if (!Object.hasOwn(benches, name ?? '')) {
    const names = Object.keys(benches).join(' | ');
    throw new Error(`Say which benchmark to run: npm run bench -- ${names}`);
  }
  const figures = await benches[name](args, say);
  for (const figure of figures) {
    const verdict = isMet(figure) ? 'met' : 'MISSED';
    say(
      `${figure.name}: ${figure.value} ${figure.unit} (${goalOf(
        figure,
      )}: ${verdict})`,
    );
  }
  const isAllMet = figures.every(isMet);
  say(
    JSON.stringify({
      bench: name,
      met: isAllMet,
      figures: figures.map(figure => ({ ...figure, met: isMet(figure) })),
    }),
  );
  process.exitCode = isAllMet ? 0 : 1;
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
