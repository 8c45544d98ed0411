import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CopyButton } from './CopyButton';

it('counts what is copied, never its text', async () => {
  // jsdom has no clipboard.
  document.execCommand = () => true;
  const analytics = mockApis.analytics();
  renderInTestApp(<CopyButton label="Copy the role ARN" text="arn:aws:x" />, {
    apis: [analytics],
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Copy the role ARN' }),
  );
  const copies = analytics
    .getEvents()
    .filter(({ action }) => action === 'copy');
  expect(copies.map(({ subject }) => subject)).toEqual(['Copy the role ARN']);
  expect(JSON.stringify(copies)).not.toContain('arn:aws:x');
});
