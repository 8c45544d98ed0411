import { NotAllowedError } from '@backstage/errors';
import { MappingList } from '@internal/backstage-plugin-esc-trust-common';
import {
  act,
  configure,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFleet } from '../../__testUtils__/renderFleet';
import { exampleFleet } from '../../testing/exampleFleet';
import { fleetOf } from '../../testing/fleetOf';

// Whether each of many elements can be seen takes jsdom seconds to say.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

const FLEET = exampleFleet(20);
const list = () => screen.getByRole('region', { name: 'Mappings' });

describe('the fleet page', () => {
  it('keeps the old rows while the next are on their way, and drops what is overtaken', async () => {
    const fleet = fleetOf(FLEET);
    const answers = new Map<string, (page: MappingList) => void>();
    const signals = new Map<string, AbortSignal>();
    renderFleet({
      ...fleet,
      listMappings: async (query, options) => {
        const [status] = query.status ?? [];
        if (!status) {
          return fleet.listMappings(query);
        }
        signals.set(status, options!.signal!);
        return new Promise(resolve => answers.set(status, resolve));
      },
    });
    await screen.findByText('20 mappings');

    await userEvent.click(screen.getByRole('link', { name: /^Conditional/ }));
    expect(list()).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByText('20 mappings')).toBeInTheDocument();
    // Changes its mind before there is an answer.
    await userEvent.click(screen.getByText('Back'));
    await userEvent.click(screen.getByRole('link', { name: /^Untrusted/ }));
    expect(signals.get('conditional')!.aborted).toBe(true);
    expect(signals.get('untrusted')!.aborted).toBe(false);

    const pageOf = (status: 'untrusted' | 'conditional') =>
      fleet.listMappings({ status: [status] });
    const untrusted = await pageOf('untrusted');
    await act(async () => answers.get('untrusted')!(untrusted));
    expect(list()).toHaveAttribute('aria-busy', 'false');
    const conditional = await pageOf('conditional');
    await act(async () => answers.get('conditional')!(conditional));
    expect(
      within(list()).getByText('acme/identity/', { exact: false }),
    ).toHaveTextContent('acme/identity/preview-0003');
  });

  it('shows the way in while there is nothing, and how the sources are', async () => {
    renderFleet(
      fleetOf([], {
        organizations: [
          {
            name: 'acme',
            issuer: 'i',
            failure: {
              since: new Date(Date.now() - 7_200_000).toISOString(),
              cycles: 2,
              reason: 'Pulumi Cloud refuses the token.',
            },
          },
        ],
      }),
    );
    expect(
      await screen.findByText(
        'No Pulumi ESC environment uses an AWS role yet.',
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/Since 2 hours ago: Pulumi Cloud refuses/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('says when the filters leave nothing, and takes them away', async () => {
    renderFleet(fleetOf(FLEET), { search: '?organization=initech' });
    const nothing = await screen.findByText(
      'No mapping matches these filters.',
    );
    expect(screen.getByText('0 mappings')).toBeInTheDocument();
    await userEvent.click(
      within(nothing.parentElement!).getByRole('button', { name: 'Clear all' }),
    );
    expect(await screen.findByText('20 mappings')).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const denied = async () => {
      throw new NotAllowedError('Unauthorized');
    };
    renderFleet({
      listMappings: denied,
      getSummary: denied,
      listAccounts: denied,
      listOrganizations: denied,
    });
    expect(
      await screen.findByText(
        'It takes the permission esc-trust.mapping.read.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('works without the permission to see sources, and names it', async () => {
    renderFleet({
      ...fleetOf(FLEET),
      listAccounts: async () => {
        throw new NotAllowedError('Unauthorized');
      },
    });
    expect(
      await screen.findByText(/the permission esc-trust.role.read/),
    ).toBeInTheDocument();
    expect(await screen.findByText('20 mappings')).toBeInTheDocument();
  });

  it('says that there is no backend, until there is one', async () => {
    let isInstalled = false;
    const fleet = fleetOf(FLEET);
    const ifInstalled =
      <T extends unknown[], R>(call: (...args: T) => Promise<R>) =>
      async (...args: T) => {
        if (!isInstalled) {
          // What fetch throws when nobody answers.
          throw new TypeError('Failed to fetch');
        }
        return call(...args);
      };
    renderFleet({
      listMappings: ifInstalled(fleet.listMappings),
      getSummary: ifInstalled(fleet.getSummary),
      listAccounts: ifInstalled(fleet.listAccounts),
      listOrganizations: ifInstalled(fleet.listOrganizations),
    });
    expect(
      await screen.findByText('The backend of AWS trust does not answer'),
    ).toBeInTheDocument();
    isInstalled = true;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('20 mappings')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: /^Over-permissive/ }),
    ).toBeInTheDocument();
  });

  it('leads from a page that can’t be had to the first one', async () => {
    renderFleet(fleetOf(FLEET), {
      search: '?status=trusted&cursor=of-another-query&offset=25',
    });
    await screen.findAllByText(/The cursor is of another query/);
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(await screen.findByText('16 mappings')).toBeInTheDocument();
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      '/esc-trust/mappings?status=trusted',
    );
  });

  it('shows the list when only the counts fail', async () => {
    const fleet = fleetOf(FLEET);
    const getSummary = jest
      .fn(fleet.getSummary)
      .mockRejectedValueOnce(new Error('The database is busy'));
    renderFleet({ ...fleet, getSummary });
    expect(await screen.findByText('The database is busy')).toBeInTheDocument();
    expect(await screen.findByText('20 mappings')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        screen.queryByText('The database is busy'),
      ).not.toBeInTheDocument(),
    );
  });

  it('shows which sources can’t be read, and all on request', async () => {
    const lastGoodAt = new Date().toISOString();
    renderFleet(
      fleetOf(FLEET, {
        accounts: [
          {
            accountId: '111111111111',
            title: 'production',
            partition: 'aws',
            lastGoodAt,
          },
          {
            accountId: '222222222222',
            partition: 'aws',
            failure: {
              since: lastGoodAt,
              cycles: 1,
              reason: 'AWS refuses iam:ListRoles.',
            },
          },
        ],
        organizations: [{ name: 'acme', issuer: 'i', lastGoodAt }],
      }),
    );
    const card = await screen.findByRole('region', { name: 'Sources' });
    expect(
      await within(card).findByText('1 of 3 can’t be read.'),
    ).toBeInTheDocument();
    expect(within(card).getByText(/AWS refuses/)).toBeInTheDocument();
    expect(within(card).queryByText(/production/)).not.toBeInTheDocument();

    await userEvent.click(
      within(card).getByRole('button', { name: 'Show all 3 sources' }),
    );
    const dialog = await screen.findByRole('dialog');
    const items = within(dialog).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^Can’t be read222222222222/),
      expect.stringMatching(/^Readacme/),
      expect.stringMatching(/^Readproduction \(111111111111\)/),
    ]);
    // Its mappings, and out of the dialog.
    await userEvent.click(within(items[2]).getByRole('link'));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      '/esc-trust/mappings?accountId=111111111111',
    );
  });
});
