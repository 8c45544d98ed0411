import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import { OPTIONS, OTHER_TEAM } from '../../__testUtils__/fakeApi';
import { renderForm } from '../../__testUtils__/renderForm';

const box = (name: string) => screen.findByRole('combobox', { name });

describe('EscEnvironmentPicker', () => {
  it('chooses organization and project where there is no choice, and offers their environments', async () => {
    const { user, submit } = await renderForm(['environment']);

    await waitFor(async () =>
      expect(await box('Pulumi organization')).toHaveValue('acme'),
    );
    expect(await box('Project')).toHaveValue('payments');

    await user.click(await box('Environment name'));
    const list = await screen.findByRole('listbox');
    const prod = await within(list).findByRole('option', { name: /prod/ });
    expect(prod).toHaveTextContent('aws.login: trusted');
    expect(within(list).getByRole('option', { name: /dev/ })).toHaveTextContent(
      'No AWS role yet',
    );
    await user.click(prod);

    expect(
      await screen.findByText(/acme\/payments\/prod exists already/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Its login aws.login uses the role arn:aws:iam::111111111111:role/pulumi-esc/esc-payments-prod: the mapping is trusted.',
      ),
    ).toBeInTheDocument();
    expect(await submit()).toEqual({
      environment: { organization: 'acme', project: 'payments', name: 'prod' },
    });
  });

  it('takes a new name with the keyboard alone, and says that it is new', async () => {
    const { user, submit } = await renderForm(['environment']);
    await waitFor(async () =>
      expect(await box('Project')).toHaveValue('payments'),
    );

    await user.type(await box('Environment name'), 'checkout{Tab}');

    expect(
      await screen.findByText(
        'A new environment: acme/payments/checkout is created, with your team as its owner.',
      ),
    ).toBeInTheDocument();
    expect(await submit()).toEqual({
      environment: {
        organization: 'acme',
        project: 'payments',
        name: 'checkout',
      },
    });
  });

  it('offers what is typed as a new name instead of finding nothing', async () => {
    const { user } = await renderForm(['environment']);
    await waitFor(async () =>
      expect(await box('Project')).toHaveValue('payments'),
    );
    await user.type(await box('Environment name'), 'checkout');
    await waitFor(() =>
      expect(screen.getByRole('option')).toHaveTextContent(
        'checkoutA new environment',
      ),
    );
    expect(screen.queryByText(/No results/)).not.toBeInTheDocument();
    await user.clear(await box('Environment name'));
    await user.type(await box('Environment name'), 'prod');
    await waitFor(() =>
      expect(screen.getByRole('option')).toHaveTextContent(
        'prodaws.login: trusted',
      ),
    );
  });

  it('calls no name new where it can’t know them all', async () => {
    const { user } = await renderForm(['environment'], {
      api: {
        listEnvironments: async () => {
          throw new Error('Pulumi Cloud is away');
        },
      },
    });
    await waitFor(async () =>
      expect(await box('Project')).toHaveValue('payments'),
    );
    await user.type(await box('Environment name'), 'checkout');
    await waitFor(() =>
      expect(screen.getByRole('option').textContent).toBe('checkout'),
    );
  });

  it('offers the projects of Pulumi Cloud where any project will do', async () => {
    const { user } = await renderForm(['environment'], {
      api: { getProvisioningOptions: async () => OPTIONS },
      formData: { ownerRef: OTHER_TEAM },
    });
    await waitFor(async () =>
      expect(await box('Pulumi organization')).toHaveValue('acme'),
    );

    await user.click(await box('Project'));
    const list = await screen.findByRole('listbox');
    expect(
      await within(list).findByRole('option', { name: 'data' }),
    ).toBeInTheDocument();
    expect(
      within(list).getByRole('option', { name: 'payments' }),
    ).toBeInTheDocument();
  });

  it('searches Pulumi Cloud by the beginning of a name where there is too much to read', async () => {
    const named = (name: string) => ({
      environment: { organization: 'acme', project: 'payments', name },
      mappings: [],
    });
    const listEnvironments = jest.fn(async ({ q, cursor = '' }) =>
      q === 'payments/z'
        ? { items: [named('zebra')], pageInfo: {} }
        : {
            items: [named(`aardvark${cursor}`)],
            pageInfo: { nextCursor: `${cursor}x` },
          },
    );
    const { user } = await renderForm(['environment'], {
      api: { listEnvironments },
    });
    expect(
      await screen.findByText(/There are more than are shown/),
    ).toBeInTheDocument();
    expect(listEnvironments).toHaveBeenCalledTimes(3);

    await user.type(await box('Environment name'), 'z');
    expect(
      await screen.findByRole('option', { name: /zebra/ }),
    ).toBeInTheDocument();
  });

  it('is filled in by the link of a card', async () => {
    const { submit } = await renderForm(['environment'], {
      formData: {
        environment: { organization: 'acme', project: 'payments', name: 'new' },
      },
    });
    expect(await box('Environment name')).toHaveValue('new');
    expect(await submit()).toEqual({
      environment: { organization: 'acme', project: 'payments', name: 'new' },
    });
  });

  it('says at once what Pulumi Cloud would refuse', async () => {
    const { user } = await renderForm(['environment']);
    const name = await box('Environment name');
    await user.type(name, 'check out{Tab}');
    expect(name).toHaveAccessibleDescription(/“check out” is not valid/);
    expect(name).toBeInvalid();
  });

  it('asks for what is left out', async () => {
    const { review } = await renderForm(['environment']);
    await review();
    await waitFor(async () =>
      expect(await box('Environment name')).toHaveAccessibleDescription(
        /Choose an environment or type the name/,
      ),
    );
  });

  it('goes on with no project that the server refuses, and names those it takes', async () => {
    const { user, review } = await renderForm(['environment']);
    await waitFor(async () =>
      expect(await box('Project')).toHaveValue('payments'),
    );
    const project = await box('Project');
    await user.clear(project);
    await user.type(project, 'data{Tab}');
    await user.type(await box('Environment name'), 'lake{Tab}');

    expect(project).toHaveAccessibleDescription(
      /Your teams may not use environments of acme\/data; they may use acme\/payments/,
    );
    await review();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [
      'the permission is missing',
      () => Promise.reject(new NotAllowedError('no')),
      /takes the permission esc-trust.role.provision/,
    ],
    [
      'the backend fails',
      () => Promise.reject(new Error('The database is gone')),
      /can’t be shown: The database is gone\. Type it/,
    ],
  ])('takes any name while %s', async (_, refuse, sentence) => {
    const { user, submit } = await renderForm(['environment'], {
      api: {
        getProvisioningOptions: refuse,
        listOrganizations: refuse,
        listEnvironments: refuse,
        getEnvironment: refuse,
      },
    });
    expect(await screen.findByText(sentence)).toBeInTheDocument();

    await user.type(await box('Pulumi organization'), 'acme{Tab}');
    await user.type(await box('Project'), 'payments{Tab}');
    await user.type(await box('Environment name'), 'prod{Tab}');
    expect(await submit()).toEqual({
      environment: { organization: 'acme', project: 'payments', name: 'prod' },
    });
  });

  it('asks again on request', async () => {
    const getProvisioningOptions = jest
      .fn(async () => OPTIONS)
      .mockRejectedValueOnce(new Error('Not now'));
    const { user } = await renderForm(['environment'], {
      api: { getProvisioningOptions },
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/Not now/)).not.toBeInTheDocument(),
    );
  });

  it('tells a user whose teams may have nothing', async () => {
    await renderForm(['environment'], {
      api: {
        getProvisioningOptions: async () => ({ ...OPTIONS, owners: [] }),
      },
    });
    expect(
      await screen.findByText(/None of your teams may have a role/),
    ).toBeInTheDocument();
  });

  it('takes any environment that is there when a role is to be removed', async () => {
    const { user, submit } = await renderForm(['environment'], {
      template: 'remove-aws-role-for-esc-environment',
    });
    await waitFor(async () =>
      expect(await box('Pulumi organization')).toHaveValue('acme'),
    );
    await user.type(await box('Project'), 'data{Tab}');
    const name = await box('Environment name');
    await user.type(name, 'nowhere{Tab}');
    expect(
      await screen.findByText(
        'The portal sees no environment acme/data/nowhere in Pulumi Cloud.',
      ),
    ).toBeInTheDocument();

    await user.clear(name);
    await user.type(name, 'lake{Tab}');
    expect(
      await screen.findByText(/acme\/data\/lake exists\. Everything else/),
    ).toBeInTheDocument();
    expect(await submit()).toEqual({
      environment: { organization: 'acme', project: 'data', name: 'lake' },
    });
  });
});
