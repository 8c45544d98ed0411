import { screen, within } from '@testing-library/react';
import { renderForm } from '../../__testUtils__/renderForm';

const environment = { organization: 'acme', project: 'payments', name: 'prod' };
const formData = { environment, accountId: '111111111111' };
const SUBJECT =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/prod';

const preview = async () =>
  within(await screen.findByRole('region', { name: 'What AWS will ask for' }));
const box = (name: string) =>
  screen.findByRole('checkbox', { name: RegExp(name) });
const policy = async () =>
  JSON.parse(
    (await preview()).getByRole('group', { name: 'Trust policy' }).textContent!,
  );

describe('EscTrustSubjectAttributesPicker', () => {
  it('shows the subject and the trust policy that come of the default', async () => {
    const { submit } = await renderForm(['subjectAttributes'], { formData });

    expect(await (await preview()).findByText('aws:acme')).toBeInTheDocument();
    expect((await preview()).getByText(SUBJECT)).toBeInTheDocument();
    expect(await policy()).toMatchObject({
      Statement: [
        {
          Principal: {
            Federated:
              'arn:aws:iam::111111111111:oidc-provider/pulumi.acme.test/oidc',
          },
          Condition: {
            StringEquals: {
              'pulumi.acme.test/oidc:aud': 'aws:acme',
              'pulumi.acme.test/oidc:sub': SUBJECT,
            },
          },
        },
      ],
    });
    expect(await submit()).toMatchObject({
      subjectAttributes: ['currentEnvironment.name'],
    });
  });

  it('changes both at once with each attribute, and keeps them in order', async () => {
    const { user, submit } = await renderForm(['subjectAttributes'], {
      formData: { ...formData, subjectAttributes: ['rootEnvironment.name'] },
    });
    const current = await box('currentEnvironment.name');
    current.focus();
    await user.keyboard(' ');

    const narrower = `${SUBJECT}:rootEnvironment.name:payments/prod`;
    expect((await preview()).getByText(narrower)).toBeInTheDocument();
    expect(JSON.stringify(await policy())).toContain(narrower);
    expect(
      (await preview()).getByText(/through the import of another one/),
    ).toBeInTheDocument();
    expect(await submit()).toMatchObject({
      subjectAttributes: ['currentEnvironment.name', 'rootEnvironment.name'],
    });
  });

  it('warns of a subject that every environment has, and refuses it', async () => {
    const { user, review } = await renderForm(['subjectAttributes'], {
      formData,
    });
    await user.click(await box('pulumi.organization.login'));
    await user.click(await box('currentEnvironment.name'));

    expect(
      (await preview()).getByText(
        'Every environment of acme would have this subject and could take the role.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/must include currentEnvironment.name/),
    ).toBeInTheDocument();
    await review();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('takes the default when nothing is chosen, and says so', async () => {
    const { user } = await renderForm(['subjectAttributes'], { formData });
    await user.click(await box('currentEnvironment.name'));
    expect(await box('currentEnvironment.name')).toBeChecked();
    expect((await preview()).getByText(SUBJECT)).toBeInTheDocument();
  });

  it('offers nothing that no exact trust policy can be written for', async () => {
    await renderForm(['subjectAttributes'], { formData });
    expect(await box('pulumi.user.login')).toBeDisabled();
    expect(await box('rootEnvironment.name')).toBeEnabled();
  });

  it('warns of what depends on who opens the environment', async () => {
    await renderForm(['subjectAttributes'], {
      formData: {
        ...formData,
        subjectAttributes: ['currentEnvironment.name', 'pulumi.user.login'],
      },
    });
    expect(
      (await preview()).getByText(
        `${SUBJECT}:pulumi.user.login:{pulumi.user.login}`,
      ),
    ).toBeInTheDocument();
    expect(
      (await preview()).getByText(/depend on who opens the environment/),
    ).toBeInTheDocument();
    expect(
      (await preview()).getByText(
        'No exact trust policy can be written for this.',
      ),
    ).toBeInTheDocument();
    expect(await box('pulumi.user.login')).toBeEnabled();
  });

  it('shows every subject that an environment of the legacy project may have', async () => {
    await renderForm(['subjectAttributes'], {
      formData: {
        ...formData,
        environment: { ...environment, project: 'default' },
      },
    });
    expect(
      await (await preview()).findByText(/may say any of these subjects/),
    ).toBeInTheDocument();
    const text = JSON.stringify(await policy());
    expect(text).toContain('currentEnvironment.name:prod"');
    expect(text).toContain('currentEnvironment.name:default/prod"');
  });

  it.each([
    ['an environment', { accountId: '111111111111' }, /Choose an environment/],
    ['an account', { environment }, /Choose an AWS account to see/],
  ])('asks for %s first', async (_, chosen, sentence) => {
    await renderForm(['subjectAttributes'], { formData: chosen });
    expect(await (await preview()).findByText(sentence)).toBeInTheDocument();
  });

  it('says whose issuer it shows while the portal does not tell its own', async () => {
    await renderForm(['subjectAttributes'], {
      formData,
      api: {
        listOrganizations: () => Promise.reject(new Error('no')),
        getProvisioningOptions: () => Promise.reject(new Error('no')),
      },
    });
    expect(
      await (await preview()).findByText(/Shown for the public Pulumi Cloud/),
    ).toBeInTheDocument();
    expect(JSON.stringify(await policy())).toContain('api.pulumi.com/oidc:sub');
  });
});
