import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EscTrustApi,
  Mapping,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { escTrustApiRef } from '../../api';
import { exampleEntity } from '../../testing/exampleEntity';
import { exampleMapping } from '../../testing/exampleMapping';
import { EntityEscTrustCard } from './EntityEscTrustCard';

const ENTITY_REF = 'component:default/payments-api';

/** Answers like the backend: filters, and pages of two. */
function fakeApi(mappings: Mapping[]) {
  return jest.fn(async (query: MappingQuery) => {
    const found = mappings.filter(({ entityRefs, environment: e }) => {
      const name = `${e.organization}/${e.project}/${e.name}`;
      return (
        (query.entityRef?.some(r => entityRefs.includes(r)) ?? true) &&
        (query.environment ?? [name]).includes(name)
      );
    });
    const start = Number(query.cursor ?? 0);
    const end = start + 2;
    return {
      items: found.slice(start, end),
      totalItems: found.length,
      pageInfo: { nextCursor: end < found.length ? String(end) : undefined },
    };
  });
}

function renderCard(
  listMappings: EscTrustApi['listMappings'],
  annotation?: string,
) {
  const api: Partial<EscTrustApi> = { listMappings };
  return renderInTestApp(
    <EntityProvider entity={exampleEntity(annotation)}>
      <EntityEscTrustCard />
    </EntityProvider>,
    { apis: [[escTrustApiRef, api as EscTrustApi]] },
  );
}

async function findRows() {
  const list = await screen.findByRole('list', {
    name: 'Environments and their AWS roles',
  });
  return within(list).getAllByRole('listitem');
}

describe('EntityEscTrustCard', () => {
  it('shows that it is loading', async () => {
    renderCard(() => new Promise(() => {}));

    expect(
      await screen.findByRole('status', { name: /Loading the AWS trust/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('says all that matters about a mapping', async () => {
    const subject = 'pulumi:environments:org:acme:env:payments/dev';
    const base = exampleMapping('acme/payments/dev').trust.claims;
    renderCard(
      fakeApi([
        exampleMapping(
          'acme/payments/dev',
          {
            status: 'untrusted',
            claims: { ...base, subject },
            gates: [
              {
                gate: 'audience',
                outcome: 'fail',
                message: 'The audience aws:acme is not registered.',
              },
            ],
          },
          {
            stale: {
              since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
              reason: 'AWS refuses iam:ListRoles.',
            },
          },
        ),
        exampleMapping('acme/payments/prod'),
        exampleMapping(
          'acme/payments/preview',
          { status: 'unknown' },
          { roleArn: undefined, accountId: undefined },
        ),
      ]),
    );

    const [dev, preview, prod] = await findRows();
    expect(
      within(dev).getByRole('heading', { name: 'acme/payments/dev' }),
    ).toBeInTheDocument();
    expect(within(dev).getByText('Untrusted')).toBeInTheDocument();
    expect(
      within(dev).getByText('The audience aws:acme is not registered.'),
    ).toBeInTheDocument();
    expect(
      within(dev).getByText(
        'esc-payments-dev-0a1b2c3d in account 111111111111',
      ),
    ).toHaveAttribute(
      'title',
      'arn:aws:iam::111111111111:role/pulumi-esc/esc-payments-dev-0a1b2c3d',
    );
    expect(within(dev).getByText(subject)).toBeInTheDocument();
    expect(
      within(dev).getByText(
        'Last read 3 hours ago: AWS refuses iam:ListRoles.',
      ),
    ).toBeInTheDocument();

    expect(within(preview).getByText('Unknown')).toBeInTheDocument();
    expect(
      within(preview).getByText('Known only when the environment is opened'),
    ).toBeInTheDocument();
    expect(within(prod).getByText('Trusted')).toBeInTheDocument();
    expect(
      within(prod).getByText(/can assume the role, and no unintended one/),
    ).toBeInTheDocument();
    expect(within(prod).queryByText(/Last read/)).not.toBeInTheDocument();
    // Few rows speak for themselves.
    expect(
      screen.queryByRole('list', { name: 'Mappings by status' }),
    ).not.toBeInTheDocument();
  });

  it('merges mappings of the entity with annotated environments', async () => {
    const listMappings = fakeApi([
      exampleMapping('acme/payments/prod'),
      exampleMapping('acme/shared/network', {}, { entityRefs: [] }),
      exampleMapping('acme/other/prod', {}, { entityRefs: [] }),
    ]);
    renderCard(
      listMappings,
      'acme/payments/prod, acme/shared/network, acme/payments/new, oops',
    );

    const rows = await findRows();
    expect(
      rows.map(row => within(row).getByRole('heading').textContent),
    ).toEqual([
      'oops',
      'acme/payments/new',
      'acme/payments/prod',
      'acme/shared/network',
    ]);
    expect(rows[0]).toHaveTextContent(
      'annotation pulumi.com/esc-environments is not written organization/project/name',
    );
    expect(rows[1]).toHaveTextContent('No mapping yet');
    expect(listMappings).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: [ENTITY_REF] }),
      expect.anything(),
    );
  });

  it('asks for no environments when none is annotated', async () => {
    const listMappings = fakeApi([exampleMapping('acme/payments/prod')]);
    renderCard(listMappings, 'oops');

    await findRows();
    expect(listMappings).toHaveBeenCalledTimes(1);
  });

  it('counts many mappings and shows the worst, the rest on request', async () => {
    const user = userEvent.setup();
    renderCard(
      fakeApi([
        ...['a', 'b', 'c', 'd', 'e', 'f'].map(name =>
          exampleMapping(`acme/x/${name}`),
        ),
        exampleMapping('acme/x/z', { status: 'over-permissive' }),
      ]),
    );

    const rows = await findRows();
    expect(rows).toHaveLength(6);
    expect(rows[0]).toHaveTextContent('acme/x/z');
    const counts = screen.getByRole('list', { name: 'Mappings by status' });
    expect(
      within(counts)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['1 Over-permissive', '6 Trusted']);

    const more = screen.getByRole('button', { name: 'Show all 7' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await user.click(more);
    expect(await findRows()).toHaveLength(7);
    await user.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(await findRows()).toHaveLength(6);
  });

  it('copies the subject claim with the keyboard alone, and says so', async () => {
    const user = userEvent.setup();
    let copied: string | undefined;
    document.execCommand = jest.fn(() => {
      copied = document.getSelection()?.toString();
      return true;
    });
    const mapping = exampleMapping('acme/payments/prod');
    renderCard(fakeApi([mapping]));
    await findRows();

    await user.tab();
    expect(
      screen.getByRole('button', {
        name: 'Copy the role ARN of acme/payments/prod',
      }),
    ).toHaveFocus();
    await user.tab();
    expect(
      screen.getByRole('button', {
        name: 'Copy the subject claim of acme/payments/prod',
      }),
    ).toHaveFocus();
    expect(screen.queryByText('Copied')).not.toBeInTheDocument();

    await user.keyboard('{Enter}');
    expect(copied).toBe(mapping.trust.claims.subject);
    expect(screen.getByText('Copied')).toHaveAttribute('role', 'status');
    await waitFor(
      () => expect(screen.queryByText('Copied')).not.toBeInTheDocument(),
      { timeout: 4_000 },
    );
  });

  it('does not claim to have copied what the browser refused', async () => {
    const user = userEvent.setup();
    jest.spyOn(window, 'prompt').mockReturnValue(null);
    jest.spyOn(console, 'error').mockReturnValue(undefined);
    document.execCommand = jest.fn(() => false);
    renderCard(fakeApi([exampleMapping('acme/payments/prod')]));
    await findRows();

    await user.click(
      screen.getByRole('button', { name: /Copy the subject claim/ }),
    );
    expect(document.execCommand).toHaveBeenCalled();
    expect(screen.queryByText('Copied')).not.toBeInTheDocument();
  });

  it('explains itself when there is nothing to show', async () => {
    renderCard(fakeApi([]));

    expect(
      await screen.findByText(/No Pulumi ESC environment of this entity/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/add the annotation pulumi.com\/esc-environments/),
    ).toBeInTheDocument();
    // There is no scaffolder in this app.
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    renderCard(async () => {
      throw new NotAllowedError('no');
    });

    expect(
      await screen.findByText(
        'It takes the permission esc-trust.mapping.read.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('shows an error and tries again', async () => {
    const user = userEvent.setup();
    const listMappings = fakeApi([exampleMapping('acme/payments/prod')]);
    listMappings.mockRejectedValueOnce(new Error('backend is away'));
    renderCard(listMappings);

    expect(
      await screen.findByText(/AWS trust of this entity could not be loaded/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await findRows()).toHaveLength(1);
    expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
  });
});
