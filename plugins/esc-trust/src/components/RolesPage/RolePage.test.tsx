import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { renderRoles, rowsOf } from './__testUtils__/renderRoles';

jest.setTimeout(30_000);
// The graph shows itself when it has laid itself out.
configure({ asyncUtilTimeout: 5_000 });

describe('a role', () => {
  const ADDRESS = '/esc-trust/roles/111111111111/payments-prod';

  const withOpening = (environment: string, rest: Partial<Mapping> = {}) => {
    const mapping = exampleMapping(environment, {}, rest);
    mapping.trust.openings = [
      {
        opening: 'direct',
        audience: mapping.trust.claims.audience,
        subject: mapping.trust.claims.subject,
        certainty: 'documented',
        decision: 'allow',
      },
    ];
    return mapping;
  };

  it('shows in a graph and in a table who can assume it', async () => {
    const witness = {
      audience: 'aws:acme',
      subject: 'pulumi:environments:org:acme:env:sandbox/x',
      why: 'Environments of other projects can assume this role.',
    };
    renderRoles(
      {
        getRole: async () =>
          exampleRole({
            mappings: [withOpening('acme/payments/prod')],
            exposure: { verdict: 'wider', witnesses: [witness] },
          }),
      },
      ADDRESS,
    );
    const graph = await screen.findByRole('group', {
      name: 'Who can assume payments-prod: 2 entries, 1 of them not intended. The table below says who.',
    });
    for (const name of [
      'acme/payments/prod',
      'payments-prod',
      'PowerUserAccess',
      'read-secrets',
      'developers',
      'acme/sandbox/x',
    ]) {
      expect(within(graph).getByTitle(name)).toBeInTheDocument();
    }
    expect(within(graph).getByRole('link')).toHaveAttribute(
      'href',
      '/esc-trust/mappings/acme%2Fpayments%2Fprod',
    );
    const rows = await rowsOf('Who can assume payments-prod');
    expect(rows).toEqual([
      'acme/sandbox/xEnvironments of other projects can assume this role.YesNoPulumi Cloud gives it a token that the trust policy accepts',
      'acme/payments/prodYesYesOpened by itselfStatement PaymentsProd',
    ]);
  });

  it('shows what it may do, its trust policy and all facts', async () => {
    renderRoles({ getRole: async () => exampleRole() }, ADDRESS);
    expect(
      await screen.findByRole('heading', { name: 'payments-prod' }),
    ).toBeInTheDocument();
    for (const text of [
      'arn:aws:iam::111111111111:role/pulumi-esc/payments-prod',
      'Development (111111111111)',
      'Deploys the payments API',
      '2 h',
      '3 hours ago, in eu-west-1',
      'esc-trust:owner = group:default/payments-team',
      'Client IDs: aws:acme',
      '4 minutes ago',
      'arn:aws:iam::aws:policy/PowerUserAccess',
      'arn:aws:iam::111111111111:policy/developers',
    ]) {
      expect(
        screen.getByText((_, element) => element?.textContent === text, {
          selector: 'dd, dd code, dd p, dd time, dd li',
          ignore:
            'dd:has(> div), dd:has(> ul), dd:has(> time), dd:has(> code), li:has(> code)',
        }),
      ).toBeInTheDocument();
    }
    expect(
      screen.getByRole('group', { name: 'Trust policy, by statements' }),
    ).toHaveTextContent('"Sid": "PaymentsProd"');
    expect(
      screen.getByRole('link', { name: 'Open in the policy lab' }),
    ).toHaveAttribute(
      'href',
      '/esc-trust/policy-lab?role=111111111111%2Fpayments-prod',
    );
    expect(
      screen.getByRole('link', { name: /Open in the AWS console/ }),
    ).toHaveAttribute('href', expect.stringContaining('payments-prod'));
    expect(
      screen.getByRole('link', { name: /All roles of account/ }),
    ).toHaveAttribute('href', '/esc-trust/roles?account=111111111111');
  });

  it('stays readable with hundreds of environments, and shows all on request', async () => {
    const all = Array.from({ length: 130 }, (_, at) =>
      withOpening(`acme/payments/e${at}`, {
        roleArn: exampleRole().roleArn,
      }),
    );
    renderRoles(
      {
        getRole: async () =>
          exampleRole({ mappings: all.slice(0, 100), totalMappings: 130 }),
        listMappings: async query => {
          const start = Number(query.cursor ?? 0);
          return {
            items: all.slice(start, start + 100),
            totalItems: 130,
            pageInfo: start === 0 ? { nextCursor: '100' } : {},
          };
        },
      },
      ADDRESS,
    );
    const graph = await screen.findByRole('group', { name: /: 130 entries/ });
    expect(within(graph).getAllByRole('link')).toHaveLength(6);
    expect(within(graph).getByTitle('And 124 more')).toBeInTheDocument();
    expect(await rowsOf('Who can assume payments-prod')).toHaveLength(25);
    expect(
      screen.getByText('100 of 130 mappings are loaded.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Load all 130 mappings' }),
    );
    await waitFor(() =>
      expect(screen.queryByText(/mappings are loaded/)).not.toBeInTheDocument(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show 25 more' }));
    expect(await rowsOf('Who can assume payments-prod')).toHaveLength(50);
  });

  it('says what can’t be read of it', async () => {
    renderRoles(
      {
        getRole: async () =>
          exampleRole({
            live: undefined,
            liveFailure: 'AWS denies iam:GetRole',
            trustPolicy: undefined,
            exposure: { verdict: 'undecided', witnesses: [] },
          }),
      },
      ADDRESS,
    );
    expect(
      await screen.findByText(
        /AWS doesn’t tell them now: AWS denies iam:GetRole/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/names environments that you may not read/),
    ).toBeInTheDocument();
    expect(screen.getByText(/could not be determined/)).toBeInTheDocument();
  });

  it.each<[Error, RegExp]>([
    [new NotFoundError('No role'), /There is no role payments-prod here/],
    [new NotAllowedError('Unauthorized'), /esc-trust.role.read/],
    [new Error('The database is not reachable'), /could not be loaded/],
  ])('can’t be shown: %s', async (error, said) => {
    renderRoles(
      {
        getRole: async () => {
          throw error;
        },
      },
      ADDRESS,
    );
    expect((await screen.findAllByText(said))[0]).toBeInTheDocument();
  });
});
