import { screen, within } from '@testing-library/react';
import {
  exampleAssessment,
  exampleStatement as statement,
  subjectOf,
} from '../../testing/exampleAssessment';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  factNamed,
  renderDetailsOf,
} from '../../__testUtils__/renderDetailsOf';

const ALL = statement(
  { StringEquals: { aud: 'aws:acme' }, StringLike: { sub: subjectOf('*') } },
  'Everything',
);

describe('MappingDetails', () => {
  it('says all that is recorded of a mapping', async () => {
    const { mapping } = exampleAssessment(
      [ALL],
      {},
      {
        ownerRef: 'group:default/payments-team',
        entityRefs: ['component:default/a', 'component:default/b'],
        source: 'registered',
        createdBy: 'user:default/ada',
        stale: {
          since: new Date(Date.now() - 3 * 3_600_000).toISOString(),
          reason: 'AWS refuses iam:ListRoles.',
        },
      },
    );
    const details = await renderDetailsOf(mapping);

    expect(
      within(details).getByText('Over-permissive', { selector: 'header *' }),
    ).toBeInTheDocument();
    expect(
      within(details).getByText(
        'Last read 3 hours ago: AWS refuses iam:ListRoles.',
      ),
    ).toBeInTheDocument();
    expect(factNamed('Login')).toHaveTextContent('aws.login');
    expect(factNamed('Role')).toHaveTextContent('esc-payments-prod-0a1b2c3d');
    expect(factNamed('Account')).toHaveTextContent('111111111111');
    expect(factNamed('Owner')).toHaveTextContent('payments-team');
    expect(factNamed('Entities')).toHaveTextContent('a, b');
    expect(factNamed('Source')).toHaveTextContent(
      'Registered Nov 1, 2026 by ada',
    );
    expect(factNamed('Last verified')).toHaveTextContent('Never');
    expect(
      screen.getByRole('button', {
        name: 'Copy the role ARN of acme/payments/prod',
      }),
    ).toBeInTheDocument();
    // An acceptance has its place only where there is one.
    expect(
      screen.queryByRole('heading', { name: 'Acceptances' }),
    ).not.toBeInTheDocument();
  });

  it('says what a discovered mapping is not, and that nobody owns it', async () => {
    await renderDetailsOf(
      exampleMapping(
        'acme/payments/prod',
        {},
        {
          source: 'discovered',
          ownerRef: undefined,
          entityRefs: [],
          ignored: true,
        },
      ),
    );

    expect(factNamed('Source')).toHaveTextContent(
      /^Discovered Nov 1, 2026.*doesn’t count as meant/,
    );
    expect(factNamed('Owner')).toHaveTextContent('Nobody');
    expect(factNamed('Entities')).toHaveTextContent('None');
    expect(screen.getByText(/^Ignored:/)).toBeInTheDocument();
  });

  it('says that it depends on who opens the environment', async () => {
    await renderDetailsOf(
      exampleMapping('acme/payments/prod', {
        status: 'conditional',
        findings: [
          {
            code: 'x',
            severity: 'warning',
            message: 'It names the user "ada".',
            fingerprint: 'f',
          },
        ],
      }),
    );

    expect(
      screen.getByText(
        'Whether this works depends on who opens the environment.',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText('It names the user "ada".')).not.toHaveLength(0);
  });

  it('says how the latest verification went', async () => {
    await renderDetailsOf(
      exampleMapping(
        'acme/payments/prod',
        {},
        {
          lastVerified: {
            at: '2026-11-20T08:00:00Z',
            outcome: 'failure',
            openedBy: 'ada',
            gate: 'audience',
            message: 'InvalidIdentityToken: Incorrect token audience',
          },
        },
      ),
    );

    expect(factNamed('Last verified')).toHaveTextContent(
      /^AWS refused the login, Nov 20, 2026.*opened by ada.*the check “Audience”.*InvalidIdentityToken: Incorrect token audience$/,
    );
  });

  it('says that the role is known only on opening', async () => {
    const getRole = jest.fn();
    await renderDetailsOf(
      exampleMapping(
        'acme/payments/prod',
        {},
        { roleArn: undefined, accountId: undefined },
      ),
      { getRole },
    );

    expect(
      await screen.findByText(/^Which role the login uses is known only/),
    ).toBeInTheDocument();
    expect(factNamed('Role')).toHaveTextContent('Known only when');
    expect(getRole).not.toHaveBeenCalled();
  });

  it('lists what was accepted, also what has lapsed', async () => {
    const { mapping } = exampleAssessment([ALL]);
    const [finding] = mapping.trust.findings;
    const acceptance = (fingerprint: string, reason: string) => ({
      fingerprint,
      reason,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      acceptedAt: '2026-11-01T08:00:00Z',
      acceptedBy: 'user:default/ada',
    });
    await renderDetailsOf({
      ...mapping,
      acceptances: [
        acceptance(finding.fingerprint, 'We share it.'),
        acceptance('gone', 'It was meant once.'),
      ],
    });

    const [counts, lapsed] = within(
      screen.getByRole('list', { name: 'Acceptances' }),
    ).getAllByRole('listitem');
    expect(counts).toHaveTextContent(
      /^We share it\..*subject-organization-wide ada accepted it Nov 1, 2026, until/,
    );
    expect(counts).not.toHaveTextContent('lapsed');
    expect(lapsed).toHaveTextContent(/It was meant once.*It has lapsed/);
  });
});
