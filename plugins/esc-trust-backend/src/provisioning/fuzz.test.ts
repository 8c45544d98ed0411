import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { runRandomSequence } from '../__testUtils__/randomSequence';
import { openDatabase } from '../database';

/** The benchmark asks for more, and for others. */
const SEQUENCES = Number(process.env.ESC_TRUST_SEQUENCES ?? 1_000);
const FIRST_SEED = Number(process.env.ESC_TRUST_SEED ?? 1);

jest.setTimeout(60_000 + SEQUENCES * 3_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('random sequences', () => {
  let knex: Knex;

  beforeAll(async () => {
    const client = await databases.init('SQLITE_3');
    knex = await openDatabase(mockServices.database({ knex: client }));
  });

  it(`keep every promise, ${SEQUENCES} of them`, async () => {
    const broken: string[] = [];
    let operations = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      const result = await runRandomSequence(knex, seed);
      operations += result.operations;
      if (result.problem) {
        broken.push(
          [
            `it('keeps every promise with seed ${seed}', async () => {`,
            ...result.steps.map(step => `  // ${step}`),
            `  // ${result.problem}`,
            `  expect(await runRandomSequence(knex, ${seed})).not.toHaveProperty('problem');`,
            '});',
          ].join('\n'),
        );
      }
    }
    process.stdout.write(
      `${JSON.stringify({
        sequences: SEQUENCES,
        operations,
        broken: broken.length,
      })}\n`,
    );
    expect(broken).toEqual([]);
  });
});
