import { NotAllowedError } from '@backstage/errors';
import {
  EscTrustApi,
  RoleQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleAccount, exampleRole } from '../../testing/exampleRole';
import { renderRoles, rowsOf } from './__testUtils__/renderRoles';

jest.setTimeout(30_000);

const role = (name: string, rest = {}) =>
  exampleRole({
    name,
    roleArn: `arn:aws:iam::111111111111:role/${name}`,
    ...rest,
  });

/** Answers like the backend: by the beginning of the name, two at a time. */
function fakeRoles(names: string[]) {
  return jest.fn(async (_: string, query: RoleQuery = {}) => {
    const found = names.filter(name => name.startsWith(query.q ?? ''));
    const start = Number(query.cursor ?? 0);
    const end = start + 2;
    return {
      items: found.slice(start, end).map(name => role(name)),
      pageInfo: end < found.length ? { nextCursor: String(end) } : {},
    };
  });
}

describe('the roles of an account', () => {
  const TABLE = 'Roles of account 111111111111';

  it('say who else can assume them, and how their mappings fare', async () => {
    const listMappings = jest.fn();
    renderRoles({
      listRoles: async () => ({
        items: [
          role('a', {
            exposure: {
              verdict: 'wider',
              witnesses: [{ audience: '', subject: '', why: 'Others can.' }],
            },
            totalMappings: 1240,
            worstStatus: 'over-permissive',
          }),
          role('b', {
            exists: false,
            ownerRef: undefined,
            totalMappings: 1,
            worstStatus: 'untrusted',
          }),
          role('c', { totalMappings: 0 }),
        ],
        pageInfo: {},
      }),
      listMappings,
    });
    const [a, b, c] = await rowsOf(TABLE);
    expect(a).toMatch(
      /^a.*WiderOthers can\.Over-permissiveThe worst of 1,240 mappingspayments-team$/,
    );
    expect(b).toMatch(
      /^b.*names it in vain\.As intendedUntrustedOne mappingNobody$/,
    );
    expect(c).toMatch(/As intendedNonepayments-team$/);
    expect(screen.getByRole('link', { name: 'a' })).toHaveAttribute(
      'href',
      '/esc-trust/roles/111111111111/a',
    );
    expect(listMappings).not.toHaveBeenCalled();
  });

  it('say that their mappings may not be seen', async () => {
    renderRoles({
      listRoles: async () => ({
        items: [role('a', { totalMappings: undefined })],
        pageInfo: {},
      }),
    });
    expect((await rowsOf(TABLE))[0]).toContain('You may not see them');
  });

  it('come page by page', async () => {
    renderRoles({ listRoles: fakeRoles(['a', 'b', 'c']) });
    await screen.findByRole('link', { name: 'b' });
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await screen.findByRole('link', { name: 'c' });
    expect(screen.queryByRole('link', { name: 'b' })).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    await screen.findByRole('link', { name: 'b' });
  });

  it('are searched by the URL', async () => {
    const listRoles = fakeRoles(['a1', 'a2', 'a3', 'a4', 'b1']);
    renderRoles({ listRoles });
    await screen.findByRole('link', { name: 'a1' });
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search roles' }),
      'b',
    );
    await screen.findByRole('link', { name: 'b1' });
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/esc-trust/roles?account=111111111111&q=b',
    );
    expect(listRoles.mock.calls[listRoles.mock.calls.length - 1][1]).toEqual({
      q: 'b',
      limit: 25,
    });
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    await screen.findByText('No role of this account starts with “bx”.');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the search' }),
    );
    await screen.findByRole('link', { name: 'a1' });
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('are those of the account that is chosen', async () => {
    const listRoles = fakeRoles(['a']);
    renderRoles({ listRoles });
    await userEvent.click(
      await screen.findByRole('button', { name: /Development/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: '222222222222' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '/esc-trust/roles?account=222222222222',
      ),
    );
    await waitFor(() =>
      expect(listRoles.mock.calls.map(([account]) => account)).toContain(
        '222222222222',
      ),
    );
  });

  it('may be old: the account can’t be read', async () => {
    renderRoles({
      listRoles: fakeRoles(['a']),
      listAccounts: async () => ({
        items: [
          exampleAccount({
            lastGoodAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
            failure: {
              since: exampleAccount().lastGoodAt!,
              cycles: 2,
              reason: 'AWS denies iam:ListRoles',
            },
          }),
        ],
      }),
    });
    expect(
      await screen.findByText(
        'AWS denies iam:ListRoles. What is shown was last read 3 hours ago.',
      ),
    ).toBeVisible();
  });

  it.each<[string, Partial<EscTrustApi>, RegExp]>([
    [
      'none trusts an issuer',
      { listRoles: fakeRoles([]) },
      /No role of this account trusts a configured issuer/,
    ],
    [
      'the account was never read',
      {
        listRoles: fakeRoles([]),
        listAccounts: async () => ({
          items: [exampleAccount({ lastGoodAt: undefined })],
        }),
      },
      /has not been read yet/,
    ],
    [
      'there is no account',
      { listAccounts: async () => ({ items: [] }) },
      /No AWS account is configured/,
    ],
    [
      'they may not be seen',
      {
        listAccounts: async () => {
          throw new NotAllowedError('Unauthorized');
        },
      },
      /It takes the permission esc-trust.role.read/,
    ],
    [
      'nobody answers',
      {
        listAccounts: async () => {
          throw new TypeError('Failed to fetch');
        },
      },
      /does not answer/,
    ],
    [
      'something else goes wrong',
      {
        listRoles: async () => {
          throw new Error('The database is not reachable');
        },
      },
      /The roles could not be loaded/,
    ],
  ])('can’t be shown: %s', async (_, api, said) => {
    renderRoles(api);
    expect((await screen.findAllByText(said))[0]).toBeInTheDocument();
  });

  it('aren’t there for an account that isn’t configured', async () => {
    renderRoles({}, '/esc-trust/roles?account=333333333333');
    expect(
      await screen.findByText(/account 333333333333 is not configured/),
    ).toBeInTheDocument();
  });
});
