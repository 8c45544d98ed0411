import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { screen } from '@testing-library/react';
import { exampleOperation } from '../../testing/examplePlan';
import { renderOperations } from '../../__testUtils__/renderWith';

/** What only a newer backend does. */
const other = (state: Operation['state']) =>
  exampleOperation(state, ['succeeded'], {
    kind: 'rename' as Operation['kind'],
  });

describe('an operation of a kind that this version doesn’t know', () => {
  it('is named by what is known of it, and offers nothing', async () => {
    await renderOperations(
      { getOperation: async () => other('applying') },
      {},
      '/operation-1',
    );
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Operation of acme/payments/dev',
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /cancel/i }),
    ).not.toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/undefined|rename/);
  });

  it('says how it ended', async () => {
    await renderOperations(
      { getOperation: async () => other('rolled-back') },
      {},
      '/operation-1',
    );
    await screen.findByRole('list', { name: 'Journal' });
    expect(screen.getByRole('status')).toHaveTextContent('Rolled back');
    expect(document.body).not.toHaveTextContent(/undefined|rename/);
  });

  it('says that it doesn’t know how far it got', async () => {
    await renderOperations({
      listOperations: async () => ({
        items: [other('paused' as Operation['state'])],
      }),
    });
    expect(await screen.findByText('Not known here')).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/operation\.state|paused/);
  });

  it('is listed among the others', async () => {
    await renderOperations({
      listOperations: async () => ({ items: [other('succeeded')] }),
    });
    expect(
      await screen.findByRole('link', { name: 'Operation' }),
    ).toBeInTheDocument();
  });
});
