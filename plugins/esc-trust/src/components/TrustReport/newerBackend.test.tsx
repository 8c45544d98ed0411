import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import {
  exampleAssessment,
  exampleStatement,
  subjectOf,
} from '../../testing/exampleAssessment';
import { TrustReportView } from './TrustReportView';

describe('TrustReportView', () => {
  it('stays readable when a newer backend says what it doesn’t know', async () => {
    const { mapping } = exampleAssessment([
      exampleStatement({
        StringEquals: { aud: 'aws:acme', sub: subjectOf('payments/prod') },
      }),
    ]);
    const { trust } = mapping;
    const report = {
      ...trust,
      gates: trust.gates.map(gate => ({ ...gate, outcome: 'waived' })),
      openings: trust.openings.map(one => ({ ...one, decision: 'maybe' })),
      exposure: { verdict: 'narrower', witnesses: [] },
    } as unknown as typeof trust;
    renderInTestApp(<TrustReportView report={report} environment="a/b/c" />);

    await screen.findByRole('heading', { name: 'Checks' });
    for (const [list, count] of [
      ['Checks', trust.gates.length],
      ['Claims by opening', trust.openings.length],
    ] as const) {
      const items = within(
        screen.getByRole('list', { name: list }),
      ).getAllByRole('listitem');
      expect(items).toHaveLength(count);
    }
  });
});
