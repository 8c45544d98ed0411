import { InputError } from '@backstage/errors';
import {
  EscTrustApi,
  Finding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderWith } from '../../__testUtils__/renderWith';
import { FindingActions } from './FindingActions';

const FINDING: Finding = {
  code: 'subject-wildcard',
  severity: 'warning',
  message: 'The subject is a pattern: it can match more than meant.',
  fingerprint: '0a1b2c3d',
};
const REASON = 'The sandboxes share it';

const withFindings = (...findings: Finding[]) =>
  exampleMapping('acme/payments/dev', { findings });

const accepted = (until: string): Mapping => ({
  ...withFindings({ ...FINDING, accepted: true }),
  acceptances: [
    {
      fingerprint: FINDING.fingerprint,
      reason: REASON,
      until,
      acceptedAt: '2026-11-23T12:00:00Z',
      acceptedBy: 'user:default/ada',
    },
  ],
});

/** The findings in a place that shows the mapping as it is by now. */
function Findings(props: { mapping: Mapping }) {
  const [mapping, setMapping] = useState(props.mapping);
  return (
    <>
      {mapping.trust.findings.map(finding => (
        <FindingActions
          key={finding.code}
          mapping={mapping}
          finding={finding}
          onMapping={setMapping}
        />
      ))}
    </>
  );
}

const render = (mapping: Mapping, api: Partial<EscTrustApi> = {}) =>
  renderWith(<Findings mapping={mapping} />, api);

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Accept the finding subject-wildcard',
    }),
  );
  return within(
    await screen.findByRole('dialog', { name: 'Accept this finding' }),
  );
}

describe('accepting a finding', () => {
  it('is offered for those only that can be accepted', async () => {
    await render(
      withFindings(FINDING, { ...FINDING, code: 'audience-wildcard' }),
    );
    await screen.findByRole('button', {
      name: 'Accept the finding subject-wildcard',
    });
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('takes a reason and a last day, and shows who has done it', async () => {
    const acceptFinding = jest.fn<
      ReturnType<EscTrustApi['acceptFinding']>,
      Parameters<EscTrustApi['acceptFinding']>
    >(async (_id, _fingerprint, { until }) => accepted(until));
    await render(withFindings(FINDING), { acceptFinding });

    const dialog = await openDialog();
    expect(dialog.getByText(FINDING.message)).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
    expect(
      await dialog.findByText('Say in a sentence why the finding is accepted.'),
    ).toBeInTheDocument();
    expect(acceptFinding).not.toHaveBeenCalled();

    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      `  ${REASON} `,
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
    expect(await screen.findByText(`Accepted: ${REASON}`)).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );

    const [[id, fingerprint, request]] = acceptFinding.mock.calls;
    expect([id, fingerprint, request.reason]).toEqual([
      'acme/payments/dev',
      '0a1b2c3d',
      REASON,
    ]);
    const days = (Date.parse(request.until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    expect(days).toBeLessThan(92);
    const group = screen.getByRole('group', {
      name: 'Acceptance of subject-wildcard',
    });
    expect(group).toHaveTextContent(/ada · until \w+ \d+, \d{4}/);
    await waitFor(() => expect(group).toHaveFocus());
  });

  it('says what the backend has against it', async () => {
    await render(withFindings(FINDING), {
      acceptFinding: async () => {
        throw new InputError('Not until then');
      },
    });
    const dialog = await openDialog();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      REASON,
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
    expect(await dialog.findByText('Not until then')).toBeInTheDocument();
  });

  it('is withdrawn', async () => {
    const withdrawAcceptance = jest.fn(async () => withFindings(FINDING));
    await render(accepted('2027-02-21T22:59:59.999Z'), { withdrawAcceptance });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Withdraw the acceptance of subject-wildcard',
      }),
    );
    expect(
      await screen.findByRole('button', {
        name: 'Accept the finding subject-wildcard',
      }),
    ).toBeInTheDocument();
    expect(withdrawAcceptance).toHaveBeenCalledWith(
      'acme/payments/dev',
      '0a1b2c3d',
    );
  });
});
