import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFleet } from '../../__testUtils__/renderFleet';
import { exampleFleet } from '../../testing/exampleFleet';
import { FleetApi, fleetOf } from '../../testing/fleetOf';

// Whether each of a thousand elements can be seen takes jsdom seconds to say.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

// Of 120 mappings two are ignored.
const FLEET = exampleFleet(120);

/** A fleet that remembers what it was asked. */
function watched(mappings: Mapping[] = FLEET) {
  const fleet = fleetOf(mappings);
  return {
    ...fleet,
    listMappings: jest.fn(fleet.listMappings),
    getSummary: jest.fn(fleet.getSummary),
  } satisfies FleetApi;
}

const table = () => screen.findByRole('grid', { name: 'Mappings' });
const address = () => screen.getByLabelText('Address').textContent;

/** The environments that are shown, once they are those of the URL. */
async function rows(): Promise<string[]> {
  const grid = await table();
  const list = screen.getByRole('region', { name: 'Mappings' });
  await waitFor(() => expect(list).toHaveAttribute('aria-busy', 'false'));
  return [...grid.querySelectorAll('[role=rowheader] a')].map(
    link => link.textContent!,
  );
}

const follow = async (role: 'link' | 'button', name: string | RegExp) =>
  userEvent.click(await screen.findByRole(role, { name }));

const total = (text: string) => screen.findByText(text);

describe('the fleet page', () => {
  it('shows the worst first, and what all come to', async () => {
    const api = watched();
    renderFleet(api);
    expect(await rows()).toHaveLength(25);
    expect(screen.getByText('118 mappings')).toBeInTheDocument();
    const counts = screen.getByRole('list', { name: 'Mappings by status' });
    expect(
      within(counts)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Untrusted3',
      'Over-permissive6',
      'Unknown3',
      'Conditional3',
      'Trusted103',
    ]);
    const [first] = within(await table())
      .getAllByRole('row')
      .slice(1);
    expect(first).toHaveTextContent(/Untrusted/);
    expect(first).toHaveTextContent(/expects the subject of another/);
  });

  it('leads to the page of each mapping, its owner and its entity', async () => {
    const one = FLEET[0];
    renderFleet(fleetOf([one]));
    await rows();
    for (const [name, href] of [
      ['acme/payments/prod-0000', '/esc-trust/mappings/mapping-0'],
      ['payments-team', '/catalog/default/group/payments-team'],
      ['payments-api', '/catalog/default/component/payments-api'],
    ]) {
      expect(screen.getByRole('link', { name })).toHaveAttribute('href', href);
    }
  });

  it('says of a stale mapping how old its report is, and why', async () => {
    renderFleet(fleetOf([FLEET[7]]));
    expect(
      await screen.findByText(
        'Last read 3 hours ago: AWS account 222222222222 refuses iam:ListRoles.',
      ),
    ).toBeInTheDocument();
  });

  it('is narrowed down by following a count, and back again', async () => {
    const api = watched();
    renderFleet(api);
    await rows();
    await follow('link', /^Over-permissive/);
    await total('6 mappings');
    expect(await rows()).toHaveLength(6);
    expect(address()).toBe('/esc-trust/mappings?status=over-permissive');
    // The others can still be chosen, and nothing was counted again.
    await follow('link', /^Untrusted/);
    await total('9 mappings');
    expect(api.getSummary).toHaveBeenCalledTimes(1);

    await follow('button', 'Back');
    await total('6 mappings');
    await follow('button', 'Back');
    await total('118 mappings');
    await follow('button', 'Forward');
    await total('6 mappings');
    expect(await rows()).toHaveLength(6);
  });

  it('turns pages forth and back, without counting again', async () => {
    const api = watched();
    renderFleet(api, { search: '?orderField=environment' });
    const first = await rows();
    await follow('button', 'Next page');
    await screen.findByText('26–50 of 118');
    const second = await rows();
    expect(second).toHaveLength(25);
    expect(second.filter(name => first.includes(name))).toEqual([]);
    expect(address()).toMatch(/cursor=.*&offset=25$/);

    await follow('button', 'Previous page');
    await screen.findByText('1–25 of 118');
    expect(await rows()).toEqual(first);
    expect(address()).toBe('/esc-trust/mappings?orderField=environment');

    await follow('button', 'Back');
    await screen.findByText('26–50 of 118');
    expect(await rows()).toEqual(second);
    expect(api.getSummary).toHaveBeenCalledTimes(1);
    // One for each page that was shown, none for any row.
    expect(api.listMappings).toHaveBeenCalledTimes(4);
  });

  it('orders by a column, from the first page on', async () => {
    renderFleet(watched());
    await rows();
    await follow('button', 'Next page');
    await screen.findByText('26–50 of 118');
    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Environment' }),
    );
    await screen.findByText('1–25 of 118');
    const ascending = await rows();
    expect(ascending).toEqual([...ascending].sort());
    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Environment' }),
    );
    await waitFor(() =>
      expect(address()).toBe(
        '/esc-trust/mappings?orderField=environment%2Cdesc',
      ),
    );
    const descending = await rows();
    expect(descending).toEqual([...descending].sort().reverse());
  });

  it('shows what a shared link says', async () => {
    const api = watched();
    renderFleet(api, {
      search:
        '?organization=globex&accountId=111111111111&source=provisioned&q=globex/rep&limit=100&colour=red',
    });
    const names = await rows();
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter(name => !name.startsWith('globex/rep'))).toEqual([]);
    const chips = screen.getByRole('grid', { name: 'Active filters' });
    expect(
      within(chips)
        .getAllByRole('row')
        .map(chip => chip.textContent),
    ).toEqual([
      'Organization: globex',
      'Account: 111111111111',
      'Origin: Provisioned',
      'Search: globex/rep',
    ]);
  });

  it('removes one filter, or all of them', async () => {
    renderFleet(watched(), {
      search: '?status=untrusted&organization=acme&q=acme&limit=50',
    });
    const grid = await screen.findByRole('grid', { name: 'Active filters' });
    await userEvent.click(
      within(
        within(grid).getByRole('row', { name: 'Organization: acme' }),
      ).getByRole('button'),
    );
    expect(address()).toBe(
      '/esc-trust/mappings?status=untrusted&q=acme&limit=50',
    );
    await follow('button', 'Clear all');
    await total('118 mappings');
    expect(address()).toBe('/esc-trust/mappings?limit=50');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('chooses among what there is, with counts', async () => {
    renderFleet(watched());
    await rows();
    await follow('button', 'Organization');
    const choices = await screen.findByRole('listbox', {
      name: 'Organization',
    });
    expect(
      within(choices)
        .getAllByRole('option')
        .map(choice => choice.textContent),
    ).toEqual(['acme96', 'globex22']);
    await userEvent.click(
      within(choices).getByRole('option', { name: /globex/ }),
    );
    await waitFor(() =>
      expect(address()).toBe('/esc-trust/mappings?organization=globex'),
    );
  });

  it('searches when the user pauses, and goes back to before the search', async () => {
    const api = watched();
    renderFleet(api);
    await rows();
    // At once: a slow machine would make pauses.
    for (const typed of ['a', 'acme', 'acme/sh', 'acme/shop']) {
      fireEvent.change(screen.getByRole('searchbox'), {
        target: { value: typed },
      });
    }
    await waitFor(() =>
      expect(address()).toBe('/esc-trust/mappings?q=acme%2Fshop'),
    );
    await waitFor(async () =>
      expect(
        (await rows()).filter(name => !name.startsWith('acme/shop')),
      ).toEqual([]),
    );
    // Not for each letter.
    expect(api.listMappings).toHaveBeenCalledTimes(2);

    fireEvent.change(screen.getByRole('searchbox'), {
      target: { value: 'acme/shop/prod' },
    });
    await waitFor(() => expect(address()).toMatch(/prod$/));
    await follow('button', 'Back');
    await total('118 mappings');
    expect(screen.getByRole('searchbox')).toHaveValue('');
    await follow('button', 'Forward');
    await waitFor(() =>
      expect(screen.getByRole('searchbox')).toHaveValue('acme/shop/prod'),
    );
  });
});
