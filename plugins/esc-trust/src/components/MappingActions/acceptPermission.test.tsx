import { screen } from '@testing-library/react';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderWith } from '../../__testUtils__/renderWith';
import { FindingActions } from './FindingActions';

const FINDING = {
  code: 'subject-wildcard',
  severity: 'warning' as const,
  message: 'The subject is a pattern.',
  fingerprint: '0a1b2c3d',
};
const ACCEPTED = { ...FINDING, code: 'missing-version', accepted: true };

// Alone in its file: what the user may do is remembered across tests.
it('who may not accept findings sees which are, and can change nothing', async () => {
  const mapping = exampleMapping('acme/payments/dev');
  await renderWith(
    <>
      {[FINDING, ACCEPTED].map(finding => (
        <FindingActions
          key={finding.code}
          mapping={mapping}
          finding={finding}
          onMapping={() => {}}
        />
      ))}
    </>,
    {},
    { isAllowed: () => false },
  );
  expect(await screen.findByText('Accepted on purpose')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
