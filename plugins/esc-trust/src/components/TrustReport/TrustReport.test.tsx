import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  AssessTrustInput,
  Finding,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleAssessment,
  exampleStatement as statement,
  subjectOf,
} from '../../testing/exampleAssessment';
import { TrustReportView, TrustReportViewProps } from './TrustReportView';

const OWN = subjectOf('payments/prod');
const EXACT = statement(
  { StringEquals: { aud: 'aws:acme', sub: OWN } },
  'PulumiEscTrustProd',
);
const ALL = statement(
  {
    StringEquals: { aud: 'aws:acme' },
    StringLike: { sub: subjectOf('*') },
  },
  'Everything',
);

/** Shows the report that the engine makes of these statements. */
async function show(
  statements: Parameters<typeof exampleAssessment>[0],
  input: Partial<AssessTrustInput> = {},
  props: Partial<TrustReportViewProps> = {},
) {
  const { mapping, trustPolicy } = exampleAssessment(statements, input);
  renderInTestApp(
    <TrustReportView
      report={mapping.trust}
      environment="acme/payments/prod"
      trustPolicy={trustPolicy}
      {...props}
    />,
  );
  await screen.findByRole('heading', { name: 'Checks' });
  return mapping.trust;
}

const itemsOf = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

describe('TrustReportView', () => {
  it('shows the checks in their order, and of the failing one what to do and what AWS says', async () => {
    await show([EXACT], { identityProvider: null });

    const gates = itemsOf('Checks');
    expect(gates.map(gate => /Passes|Fails|Unknown/.exec(gate!)?.[0])).toEqual([
      'Passes',
      'Fails',
      'Unknown',
      'Passes',
      'Passes',
      'Passes',
    ]);
    expect(gates[1]).toMatch(
      /^Identity provider ?Fails.*has no identity provider for .*: create one\./,
    );
    expect(
      screen.getByText(/InvalidIdentityToken: No OpenIDConnect provider found/)
        .tagName,
    ).toBe('CODE');
    expect(
      screen.getByRole('button', { name: 'Copy what AWS says' }),
    ).toBeInTheDocument();
    // It is what follows from the failure.
    const [, failed, unknown] = within(
      screen.getByRole('list', { name: 'Checks' }),
    ).getAllByRole('listitem');
    expect(unknown).toHaveClass('quiet');
    expect(failed).not.toHaveClass('quiet');
  });

  it('keeps nothing quiet that is unknown without a failure before it', async () => {
    await show([EXACT], { identityProvider: undefined });

    const [, unknown] = within(
      screen.getByRole('list', { name: 'Checks' }),
    ).getAllByRole('listitem');
    expect(unknown).toHaveTextContent('Unknown');
    expect(unknown).not.toHaveClass('quiet');
  });

  it('explains the error that AWS gives for three reasons', async () => {
    await show([
      statement({ StringEquals: { aud: 'aws:acme', sub: subjectOf('x/y') } }),
    ]);

    expect(
      screen.getByText(/the trust policy must admit exactly/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/AWS says the same for a wrong subject/),
    ).toBeInTheDocument();
  });

  it('shows the claims of every opening, and marks what is inferred', async () => {
    await show([EXACT], {
      openings: [
        { kind: 'direct' },
        { kind: 'stack' },
        {
          kind: 'import',
          root: { organization: 'acme', project: 'shared', name: 'base' },
        },
      ],
    });

    const [direct, stack, imported] = itemsOf('Claims by opening');
    expect(direct).toMatch(/^Opened by itself ?Admitted.*aws:acme/);
    expect(direct).toContain(OWN);
    expect(stack).toMatch(
      /^Opened by a Pulumi stack ?Inferred.*Refused.*<yaml>/,
    );
    // Pulumi doesn't say which of both it is.
    expect(imported).toMatch(
      /^Opened through an import, acme\/shared\/base ?Inferred ?Can’t be decided/,
    );
    expect(imported).toContain(subjectOf('shared/base'));
    expect(imported).toContain(OWN);
    expect(
      screen.getByText(/Pulumi doesn’t document inferred claims/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Copy the subject: Opened by a Pulumi stack',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy the issuer' }),
    ).toBeInTheDocument();
  });

  it('says which parts only an opening fixes', async () => {
    const { mapping } = exampleAssessment([EXACT]);
    await show([EXACT], {
      login: {
        kind: 'oidc',
        path: 'aws.login',
        position: { line: 1, column: 1 },
        roleArn: { literal: mapping.roleArn! },
        sessionName: { literal: 'x' },
        subjectAttributes: { literal: ['pulumi.user.login'] },
      },
    });

    expect(
      screen.getByText(/Parts in braces are known only when/),
    ).toBeInTheDocument();
  });

  it('says in words who else can assume the role', async () => {
    await show([ALL]);

    expect(screen.getByText('Wider')).toBeInTheDocument();
    const [witness, ...rest] = itemsOf('Examples of who else can');
    expect(witness).toMatch(
      /^Any environment of acme, for example acme\/some-project\/some-environment, can assume this role\./,
    );
    expect(rest).toEqual([]);
  });

  it('says so when it is nobody', async () => {
    await show([EXACT]);

    expect(screen.getByText('As intended')).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Examples of who else can' }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('Nothing is remarkable.')).toBeInTheDocument();
  });

  it('leads from a finding to its statement, and back', async () => {
    const user = userEvent.setup();
    await show([EXACT, ALL]);

    const policy = screen.getByRole('group', {
      name: 'Trust policy, by statements',
    });
    const marked = within(policy).getByRole('group', {
      name: 'Statement Everything',
    });
    expect(marked).toHaveTextContent('"Sid": "Everything"');
    expect(marked).not.toHaveAttribute('aria-current');
    // Nothing is to be said about this one.
    expect(
      within(policy).queryByRole('group', { name: /PulumiEscTrustProd/ }),
    ).not.toBeInTheDocument();
    expect(policy).toHaveTextContent('"Sid": "PulumiEscTrustProd"');

    await user.click(
      screen.getByRole('button', {
        name: 'Show statement Everything in the trust policy',
      }),
    );
    expect(marked).toHaveFocus();
    expect(marked).toHaveAttribute('aria-current', 'true');

    await user.click(
      within(marked).getByRole('button', { name: /^Show the finding about/ }),
    );
    const [finding] = within(
      screen.getByRole('list', { name: 'Findings' }),
    ).getAllByRole('listitem');
    expect(finding).toHaveFocus();
    expect(finding).toHaveAttribute('aria-current', 'true');
    expect(finding).toHaveTextContent('subject-organization-wide');
  });

  it('shows a policy that is not understood as it is written, and where it breaks', async () => {
    await show('{\n  "Version": "2012-10-17",\n  "Version": "2008-10-17"\n}');

    expect(
      screen.getByText(
        'It is not understood, so it is shown as it is written.',
      ),
    ).toBeInTheDocument();
    const [mark] = screen.getAllByText('Problem in this line:');
    expect(mark.closest('code')).toHaveTextContent('"Version": "2008-10-17"');
  });

  it('offers what can be done about each finding', async () => {
    const { findings } = await show(
      [ALL],
      {},
      {
        renderFindingAction: ({ code }: Finding) => (
          <button>About {code}</button>
        ),
      },
    );

    expect(findings).not.toHaveLength(0);
    expect(
      screen
        .getAllByRole('button', { name: /^About/ })
        .map(button => button.textContent)
        .sort(),
    ).toEqual(findings.map(({ code }) => `About ${code}`).sort());
  });

  it('says which findings are accepted', async () => {
    const { mapping } = exampleAssessment([ALL]);
    await show([ALL], {
      acceptedFingerprints: mapping.trust.findings.map(f => f.fingerprint),
    });

    expect(itemsOf('Findings')[0]).toMatch(/Accepted ?subject-organization/);
  });

  it('says why there is no policy, and offers no way to its statements', async () => {
    await show(
      [ALL],
      {},
      {
        trustPolicy: undefined,
        policyNotice: 'You may not see it.',
      },
    );

    expect(screen.getByText('You may not see it.')).toBeInTheDocument();
    expect(screen.getByText('Statement Everything')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Show statement/ }),
    ).not.toBeInTheDocument();
  });

  it('has its headings where they belong', async () => {
    await show([ALL], {}, { headingLevel: 4 });

    expect(
      screen.getAllByRole('heading', { level: 4 }).map(h => h.textContent),
    ).toEqual([
      'Checks',
      'Claims',
      'Who else can assume the role',
      'Findings',
      'Trust policy',
    ]);
  });
});
