import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../../testing/exampleMapping';
import { countStatuses, rowKey, trustRows } from './trustRows';

const none = { environments: [], malformed: [] };
const withStatus = (status: TrustStatus, environment = `acme/x/${status}`) =>
  exampleMapping(environment, { status });

describe('trustRows', () => {
  it('shows a mapping once, and an annotated environment only when it has none', () => {
    const mapping = exampleMapping('acme/payments/prod');

    expect(
      trustRows([mapping, { ...mapping }], {
        environments: ['acme/payments/prod', 'acme/payments/new'],
        malformed: ['oops'],
      }),
    ).toEqual([
      { kind: 'malformed', entry: 'oops' },
      { kind: 'unmapped', environment: 'acme/payments/new' },
      expect.objectContaining({ kind: 'mapping', mapping }),
    ]);
  });

  it('sorts worst first, then by name', () => {
    const rows = trustRows(
      [
        withStatus('trusted', 'acme/x/b'),
        withStatus('trusted', 'acme/x/a'),
        withStatus('conditional'),
        withStatus('unknown'),
        withStatus('over-permissive'),
        withStatus('untrusted'),
      ],
      none,
    );

    expect(rows.map(row => 'environment' in row && row.environment)).toEqual([
      'acme/x/untrusted',
      'acme/x/over-permissive',
      'acme/x/unknown',
      'acme/x/conditional',
      'acme/x/a',
      'acme/x/b',
    ]);
  });

  it('names the login only where an environment has several', () => {
    const rows = trustRows(
      [
        exampleMapping('acme/x/two', {}, { id: '1', loginPath: 'b.login' }),
        exampleMapping('acme/x/two', {}, { id: '2', loginPath: 'a.login' }),
        exampleMapping('acme/x/one', {}, { id: '3' }),
      ],
      none,
    );

    expect(rows.map(row => row.kind === 'mapping' && row.login)).toEqual([
      undefined,
      'a.login',
      'b.login',
    ]);
    expect(new Set(rows.map(rowKey)).size).toBe(3);
  });

  it('counts mappings by status, worst first', () => {
    const rows = trustRows(
      [
        withStatus('trusted', 'acme/x/a'),
        withStatus('untrusted'),
        withStatus('trusted', 'acme/x/b'),
      ],
      { environments: ['acme/x/new'], malformed: ['oops'] },
    );

    expect(countStatuses(rows)).toEqual([
      { status: 'untrusted', count: 1 },
      { status: 'trusted', count: 2 },
    ]);
  });
});
