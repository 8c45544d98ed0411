import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EscTrustApi,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { escTrustApiRef } from '../../api';
import { exampleEntity } from '../../testing/exampleEntity';
import { exampleMapping } from '../../testing/exampleMapping';
import { EntityTrustTab } from './EntityTrustTab';

const DEV = exampleMapping(
  'acme/payments/dev',
  {
    status: 'untrusted',
    gates: [{ gate: 'role', outcome: 'fail', message: 'No such role.' }],
  },
  { id: 'dev' },
);
const PROD = exampleMapping('acme/payments/prod', {}, { id: 'prod' });

function Query() {
  return <p data-testid="query">{useLocation().search}</p>;
}

function renderTab(
  mappings: Mapping[] | (() => Promise<never>),
  options: { annotation?: string; query?: string } = {},
) {
  const api: Partial<EscTrustApi> = {
    listMappings: async query =>
      typeof mappings === 'function'
        ? mappings()
        : {
            items: query.entityRef ? mappings : [],
            totalItems: mappings.length,
            pageInfo: {},
          },
    getRole: async () => {
      throw new NotAllowedError('no');
    },
    getMappingHistory: async () => ({ items: [], pageInfo: {} }),
  };
  renderInTestApp(
    <EntityProvider entity={exampleEntity(options.annotation)}>
      <EntityTrustTab />
      <Query />
    </EntityProvider>,
    {
      apis: [[escTrustApiRef, api as EscTrustApi]],
      initialRouteEntries: [`/${options.query ?? ''}`],
    },
  );
}

const findDetails = (name: string) => screen.findByRole('article', { name });

describe('EntityTrustTab', () => {
  it('lists the mappings, the worst first, and shows that one', async () => {
    renderTab([PROD, DEV]);

    await findDetails('acme/payments/dev');
    const list = screen.getByRole('navigation', {
      name: 'Mappings of this entity',
    });
    const links = within(list).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      expect.stringMatching(/acme\/payments\/dev ?Untrusted ?No such role\./),
      expect.stringMatching(/acme\/payments\/prod ?Trusted/),
    ]);
    expect(links[0]).toHaveAttribute('aria-current', 'true');
    expect(links[1]).not.toHaveAttribute('aria-current');
  });

  it('keeps the choice in the address', async () => {
    const user = userEvent.setup();
    renderTab([PROD, DEV]);

    await findDetails('acme/payments/dev');
    await user.click(screen.getByRole('link', { name: /payments\/prod/ }));
    await findDetails('acme/payments/prod');
    expect(screen.getByTestId('query')).toHaveTextContent('?mapping=prod');
    expect(
      screen.queryByRole('article', { name: 'acme/payments/dev' }),
    ).not.toBeInTheDocument();
  });

  it('shows the mapping that a link leads to', async () => {
    renderTab([PROD, DEV], { query: '?mapping=prod' });

    expect(await findDetails('acme/payments/prod')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /payments\/prod/ }),
    ).toHaveAttribute('aria-current', 'true');
  });

  it('says so when the link leads to another one', async () => {
    renderTab([PROD, DEV], { query: '?mapping=gone' });

    expect(
      await screen.findByText(/The mapping that you came for/),
    ).toBeInTheDocument();
    expect(await findDetails('acme/payments/dev')).toBeInTheDocument();
  });

  it('needs no list for one mapping', async () => {
    renderTab([PROD]);

    await findDetails('acme/payments/prod');
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });

  it('names annotated environments without a mapping, and what is malformed', async () => {
    renderTab([PROD], { annotation: 'acme/payments/new, oops' });

    await findDetails('acme/payments/prod');
    const list = screen.getByRole('navigation');
    expect(within(list).getAllByRole('link')).toHaveLength(1);
    expect(
      within(list).getByRole('heading', { name: 'acme/payments/new' }),
    ).toBeInTheDocument();
    expect(within(list).getByText('No mapping yet')).toBeInTheDocument();
    expect(
      within(list).getByRole('heading', { name: 'oops' }),
    ).toBeInTheDocument();
  });

  it('shows these alone too', async () => {
    renderTab([], { annotation: 'acme/payments/new' });

    expect(await screen.findByText('No mapping yet')).toBeInTheDocument();
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
  });

  it('shows the way in when there is nothing', async () => {
    renderTab([]);

    expect(
      await screen.findByText(/No Pulumi ESC environment of this entity/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/add the annotation pulumi.com\/esc-environments/),
    ).toBeInTheDocument();
  });

  it('shows that it is loading', async () => {
    renderTab(() => new Promise(() => {}));

    expect(
      await screen.findByRole('status', { name: /Loading the AWS trust/ }),
    ).toBeInTheDocument();
  });

  it.each<[string, Error, RegExp]>([
    [
      'the permission',
      new NotAllowedError('no'),
      /It takes the permission esc-trust\.mapping\.read/,
    ],
    [
      'the backend',
      new TypeError('Failed to fetch'),
      /The backend of AWS trust does not answer/,
    ],
    ['luck', new Error('away'), /could not be loaded/],
  ])('says that it is without %s', async (_, error, said) => {
    renderTab(async () => {
      throw error;
    });

    expect(await screen.findByText(said)).toBeInTheDocument();
  });

  it('tries again', async () => {
    const answers = [
      async () => {
        throw new Error('away');
      },
      () => new Promise<never>(() => {}),
    ];
    renderTab(() => answers.shift()!());

    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('status', { name: /Loading the AWS trust/ }),
    ).toBeInTheDocument();
  });
});
