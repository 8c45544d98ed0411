import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { escTrustApiRef } from '../../api';
import { LAB_EXAMPLES } from '../../model/lab/labExamples';
import { labHash } from '../../model/lab/labLink';
import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { PolicyLab } from './PolicyLab';

jest.setTimeout(30_000);

const WILDCARD = LAB_EXAMPLES.wildcard;

function Address() {
  const { search, hash } = useLocation();
  return <output aria-label="address">{`${search}${hash}`}</output>;
}

const analytics = mockApis.analytics();

/** Without an API nothing can be asked. */
function renderLab(address: string = '', api: Partial<EscTrustApi> = {}) {
  return renderInTestApp(
    <>
      <PolicyLab />
      <Address />
    </>,
    {
      apis: [[escTrustApiRef, api as EscTrustApi], analytics],
      initialRouteEntries: [`/lab${address}`],
    },
  );
}

const report = () => screen.findByRole('region', { name: 'Trust report' });
const verdict = async (status: string) =>
  within(await report()).findByText(`Trust report: ${status}`);
const policyField = () =>
  screen.findByRole('textbox', { name: 'Trust policy' });
const paste = async (text: string) => {
  const field = await policyField();
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
};
const verbs = () =>
  analytics
    .getEvents()
    .map(({ action, subject }) => [action, subject])
    .filter(([action]) => action !== 'click' && action !== 'navigate');

beforeEach(() => {
  // jsdom has no clipboard.
  document.execCommand = () => true;
  sessionStorage.clear();
  window.history.replaceState(null, '', '/');
  analytics.getEvents().length = 0;
});

describe('PolicyLab', () => {
  it('shows a report that follows what is typed', async () => {
    renderLab();
    await verdict('Trusted');

    const name = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.type(name, '-eu');
    await verdict('Untrusted');
    expect(
      within(await report()).getByText(/payments\/prod-eu/, {
        selector: 'code',
      }),
    ).toBeInTheDocument();

    await userEvent.type(name, '{Backspace}{Backspace}{Backspace}');
    await verdict('Trusted');
  });

  it('counts what somebody settles on, not each key stroke', async () => {
    renderLab();
    await verdict('Trusted');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name' }),
      'uction',
    );
    await verdict('Untrusted');
    expect(verbs()).toEqual([['evaluate', 'untrusted']]);
  });

  it('says where broken JSON is broken', async () => {
    renderLab();
    await verdict('Trusted');
    await paste('{\n  "Version": ,\n}');
    expect(
      await screen.findByText(
        'Line 2, column 14: The trust policy is not valid JSON.',
      ),
    ).toBeInTheDocument();
    expect(await policyField()).toBeInvalid();
    await verdict('Unknown');
  });

  it('says what is wrong with a field, and waits', async () => {
    renderLab();
    await verdict('Trusted');
    const project = screen.getByRole('textbox', { name: 'Project' });
    await userEvent.type(project, '/');
    expect(await screen.findByText(/Letters, digits, hyphens/)).toBeVisible();
    expect(
      within(await report()).getByText(/as soon as every field can be read/),
    ).toBeVisible();
  });

  it('asks for what is missing', async () => {
    renderLab();
    await verdict('Trusted');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all fields' }),
    );
    expect(await screen.findByText(/Paste a trust policy, or/)).toBeVisible();
    await paste(WILDCARD.trustPolicy);
    expect(await screen.findByText(/Name the environment/)).toBeVisible();
    // Nobody is told off for a field that is still empty.
    expect(screen.queryByText(/Letters, digits/)).not.toBeInTheDocument();
  });

  it('makes a wildcard least-privilege, and then trusts it', async () => {
    renderLab();
    await verdict('Trusted');
    await userEvent.click(
      screen.getByRole('button', { name: 'Load an example' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /A wildcard/ }),
    );
    await verdict('Over-permissive');

    await userEvent.click(
      screen.getByRole('button', { name: 'Make it least-privilege' }),
    );
    const diff = await screen.findByRole('group', {
      name: 'Changes: trust policy',
    });
    expect(
      within(diff)
        .getByText(/"pulumi:environments:\*"/)
        .closest('del'),
    ).not.toBeNull();
    expect(
      within(diff)
        .getByText(/currentEnvironment.name:payments\/prod/)
        .closest('ins'),
    ).not.toBeNull();
    expect(screen.getByText('With it:').textContent).toBe('With it: Trusted');

    await userEvent.click(screen.getByRole('button', { name: 'Copy it' }));
    await userEvent.click(screen.getByRole('button', { name: 'Use it' }));
    await verdict('Trusted');
    expect((await policyField()).textContent).toContain('PulumiEscTrust');
    expect(verbs()).toEqual([
      ['load example', 'wildcard'],
      ['evaluate', 'over-permissive'],
      ['copy suggestion', 'trust policy'],
      ['evaluate', 'trusted'],
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it least-privilege' }),
    );
    expect(await screen.findByText(/there is nothing to change/)).toBeVisible();
  });

  it('says why there is no exact trust policy', async () => {
    renderLab(labHash(LAB_EXAMPLES.user));
    await verdict('Conditional');
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it least-privilege' }),
    );
    expect(
      await screen.findByText(/depends on who opens the environment: remove/),
    ).toBeVisible();
  });

  it('opens a shared link, and takes it out of the address', async () => {
    renderLab(labHash(WILDCARD));
    await verdict('Over-permissive');
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(''),
    );
    expect(await policyField()).toHaveValue(WILDCARD.trustPolicy);
  });

  it('puts the input into the address on request only', async () => {
    renderLab();
    await verdict('Trusted');
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), '2');
    await verdict('Untrusted');
    expect(window.location.hash).toBe('');
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy a link to this' }),
    );
    expect(window.location.hash).toBe(
      labHash({ ...LAB_EXAMPLES.correct, name: 'prod2' }),
    );
  });

  it('says that a link was cut off, and works', async () => {
    renderLab(labHash(WILDCARD).slice(0, -9));
    expect(
      await screen.findByText(/holds nothing that can be read/),
    ).toBeVisible();
    await verdict('Trusted');
  });

  it('keeps the draft of this tab', async () => {
    const { unmount } = renderLab();
    await verdict('Trusted');
    await paste(WILDCARD.trustPolicy);
    await verdict('Over-permissive');
    unmount();
    renderLab();
    expect(await policyField()).toHaveValue(WILDCARD.trustPolicy);
    await verdict('Over-permissive');
  });

  it('loads a real role with its trust policy', async () => {
    const getRole = jest.fn(async () => exampleRole());
    renderLab('?role=111111111111/payments-prod', { getRole });
    await verdict('Trusted');
    expect(getRole).toHaveBeenCalledWith('111111111111', 'payments-prod');
    expect(screen.getByRole('textbox', { name: 'Project' })).toHaveValue(
      'payments',
    );
    expect(screen.getByLabelText('address')).toHaveTextContent('');
  });

  it('loads the role of a mapping', async () => {
    const dev = exampleMapping('acme/payments/dev');
    renderLab('?mapping=m1', {
      getMapping: async () => dev,
      getRole: async (accountId, name) =>
        exampleRole({ accountId, name, mappings: [dev] }),
    });
    await verdict('Untrusted');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('dev');
  });

  it('says that a role’s trust policy can’t be shown', async () => {
    renderLab('?role=111111111111/payments-prod', {
      getRole: async () => exampleRole({ trustPolicy: undefined }),
    });
    expect(await screen.findByText(/trust policy is not shown/)).toBeVisible();
  });

  it('fills in the mapping where its role may not be read', async () => {
    renderLab('?mapping=m1', {
      getMapping: async () => exampleMapping('acme/payments/dev'),
      getRole: async () => {
        throw new NotAllowedError('Unauthorized');
      },
    });
    expect(
      await screen.findByText(/It takes the permission esc-trust.role.read/),
    ).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('dev');
  });

  it.each([
    [new NotAllowedError('Unauthorized'), /esc-trust.role.read/],
    [new NotFoundError('No role nowhere'), /No role nowhere/],
  ])('works without a role that can’t be loaded: %s', async (error, said) => {
    renderLab('?role=111111111111/nowhere', {
      getRole: async () => {
        throw error;
      },
    });
    expect((await screen.findAllByText(said))[0]).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Start without it' }),
    );
    await verdict('Trusted');
  });

  it('says that a role is loading', async () => {
    renderLab('?role=111111111111/x', { getRole: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('status', { name: 'Loading the role' }),
    ).toBeInTheDocument();
    await act(async () => {});
  });
});
