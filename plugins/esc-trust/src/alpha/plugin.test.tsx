import {
  createFrontendPlugin,
  createRouteRef,
  createSubRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { exampleEntity } from '../testing/exampleEntity';
import { exampleMapping } from '../testing/exampleMapping';
import escTrustPlugin from './index';

const API_URL = 'http://example.com/api/esc-trust';
const MAPPINGS_URL = `${API_URL}/mappings`;
const server = setupServer();

const scaffolderRoute = createRouteRef();
const scaffolderPlugin = createFrontendPlugin({
  pluginId: 'scaffolder',
  routes: {
    selectedTemplate: createSubRouteRef({
      parent: scaffolderRoute,
      path: '/templates/:namespace/:templateName',
    }),
  },
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/create',
        routeRef: scaffolderRoute,
        loader: async () => <>Create</>,
      },
    }),
  ],
});

function renderEntityPage(options: {
  kind?: string;
  annotation?: string;
  scaffolder?: boolean;
  /** The test page shows all of the card and the tab: default is the card. */
  shows?: 'card' | 'tab' | 'both';
}) {
  const { shows = 'card' } = options;
  renderTestApp({
    config: {
      backend: { baseUrl: 'http://example.com' },
      app: {
        extensions: [
          { 'entity-card:esc-trust/mappings': shows !== 'tab' },
          { 'entity-content:esc-trust': shows !== 'card' },
        ],
      },
    },
    extensions: [
      createTestEntityPage({
        entity: exampleEntity(options.annotation, options.kind),
      }),
    ],
    features: options.scaffolder
      ? [escTrustPlugin, scaffolderPlugin]
      : [escTrustPlugin],
    apis: [mockApis.discovery()],
  });
}

function formDataOf(link: HTMLElement) {
  const url = new URL(link.getAttribute('href')!, 'http://localhost');
  return [url.pathname, JSON.parse(url.searchParams.get('formData')!)];
}

describe('escTrustPlugin', () => {
  registerMswTestHooks(server);

  const serve = (items: unknown[]) =>
    server.use(
      http.get(MAPPINGS_URL, ({ request }) => {
        const { searchParams } = new URL(request.url);
        return HttpResponse.json({
          items: searchParams.get('entityRef')?.endsWith('/payments-api')
            ? items
            : [],
          totalItems: items.length,
          pageInfo: {},
        });
      }),
      http.get(`${MAPPINGS_URL}/:id/history`, () =>
        HttpResponse.json({ items: [], pageInfo: {} }),
      ),
      http.get(`${API_URL}/accounts/:account/roles/:role`, () =>
        HttpResponse.json({ exists: false }),
      ),
    );

  it.each(['Component', 'System'])(
    'shows its card on a %s, through the real client',
    async kind => {
      serve([exampleMapping('acme/payments/prod')]);
      renderEntityPage({ kind });

      expect(await screen.findByText('acme/payments/prod')).toBeInTheDocument();
      expect(
        screen.getByRole('heading', { name: 'AWS trust' }),
      ).toBeInTheDocument();
    },
  );

  it('shows neither card nor tab on a user', async () => {
    renderEntityPage({ kind: 'User', shows: 'both' });

    // createTestEntityPage renders this when nothing passes its filter.
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'AWS trust' }),
    ).not.toBeInTheDocument();
  });

  it('leads from the card to the tab, and there to each mapping', async () => {
    serve([exampleMapping('acme/payments/prod', {}, { id: 'some/id' })]);
    renderEntityPage({ shows: 'both' });

    expect(
      await screen.findByRole('link', { name: 'All details' }),
    ).toHaveAttribute('href', '/aws-trust');
    expect(
      screen.getByRole('link', { name: 'acme/payments/prod' }),
    ).toHaveAttribute('href', '/aws-trust?mapping=some%2Fid');
  });

  it('links to no tab where there is none', async () => {
    serve([exampleMapping('acme/payments/prod')]);
    renderEntityPage({});

    expect(await screen.findByText('acme/payments/prod')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /All details|acme.payments.prod/ }),
    ).not.toBeInTheDocument();
  });

  it.each(['Component', 'System'])(
    'shows its tab on a %s, through the real client',
    async kind => {
      serve([exampleMapping('acme/payments/prod')]);
      renderEntityPage({ kind, shows: 'tab' });

      expect(
        await screen.findByRole('article', { name: 'acme/payments/prod' }),
      ).toBeInTheDocument();
    },
  );

  it('leads from the empty card to the prefilled template', async () => {
    serve([]);
    renderEntityPage({ scaffolder: true });

    expect(
      formDataOf(
        await screen.findByRole('link', { name: 'Create an AWS role' }),
      ),
    ).toEqual([
      '/create/templates/default/aws-role-for-esc-environment',
      { entityRef: 'component:default/payments-api' },
    ]);
  });

  it('leads from an environment without mapping to a template about it', async () => {
    serve([exampleMapping('acme/payments/prod')]);
    renderEntityPage({ scaffolder: true, annotation: 'acme/payments/new' });

    const link = await screen.findByRole('link', {
      name: 'Create an AWS role for acme/payments/new',
    });
    expect(formDataOf(link)[1]).toEqual({
      entityRef: 'component:default/payments-api',
      environment: { organization: 'acme', project: 'payments', name: 'new' },
    });
    expect(
      screen.getByRole('link', { name: 'Create an AWS role' }),
    ).toBeInTheDocument();
  });

  it('understands a 403 of the backend', async () => {
    server.use(
      http.get(MAPPINGS_URL, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'Unauthorized' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    renderEntityPage({});

    expect(
      await screen.findByText(/the permission esc-trust.mapping.read/),
    ).toBeInTheDocument();
  });
});
