import { NotAllowedError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import { LOGS, ONE_TEAM, OWN, S3 } from '../../__testUtils__/fakeApi';
import { renderForm } from '../../__testUtils__/renderForm';

const box = (name: string) =>
  screen.findByRole('checkbox', { name: RegExp(name) });
const dev = { accountId: '111111111111' };
const render = (options: Parameters<typeof renderForm>[1] = {}) =>
  renderForm(['managedPolicyArns'], { formData: dev, ...options });

/** A portal where a role may have one of these. */
const withPolicies = (arns: string[]) => ({
  getProvisioningOptions: async () => ({
    ...ONE_TEAM,
    owners: [
      {
        ...ONE_TEAM.owners[0],
        choices: [
          {
            ...ONE_TEAM.owners[0].choices[0],
            accounts: [{ ...dev, managedPolicyArns: arns }],
          },
        ],
      },
    ],
  }),
});

describe('EscTrustManagedPolicyPicker', () => {
  it('offers the allowed policies by name, with the keyboard alone', async () => {
    const { user, submit } = await render();
    const s3 = await box('AmazonS3ReadOnlyAccess');
    expect(s3).toHaveAccessibleName(`AmazonS3ReadOnlyAccess${S3}`);
    s3.focus();
    await user.keyboard(' ');
    expect(screen.getByText('1 of at most 2 chosen')).toBeInTheDocument();
    expect(await submit()).toMatchObject({ managedPolicyArns: [S3] });
  });

  it('offers only what the chosen account allows', async () => {
    await render({ formData: { accountId: '222222222222' } });
    expect(await box('AmazonS3ReadOnlyAccess')).toBeInTheDocument();
    expect(screen.queryByText('CloudWatchReadOnlyAccess')).toBeNull();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('takes another policy that a wildcard allows, and no more than a role may have', async () => {
    const { user, submit } = await render();
    await user.click(await box('AmazonS3ReadOnlyAccess'));
    const other = screen.getByRole('textbox', { name: 'Another policy' });
    expect(other).toHaveAccessibleDescription(/policy\/team\/\*/);
    await user.type(other, `${OWN}{Enter}`);

    expect(await box('OwnPolicy')).toBeChecked();
    expect(other).toBeDisabled();
    expect(await box('CloudWatchReadOnlyAccess')).toBeDisabled();
    expect(screen.getByText(/as many as a role may have/)).toBeInTheDocument();
    expect(await submit()).toMatchObject({ managedPolicyArns: [S3, OWN] });
  });

  it.each([
    ['no ARN at all', 'ReadOnlyAccess', /is not the ARN of a managed policy/],
    [
      'a policy that is not allowed',
      'arn:aws:iam::aws:policy/AdministratorAccess',
      /is not allowed here/,
    ],
    [
      'a policy of another account',
      'arn:aws:iam::222222222222:policy/team/Own',
      /belongs to another account than 111111111111/,
    ],
    ['one that is there', S3, /listed twice/],
  ])('adds not: %s', async (_, arn, sentence) => {
    const { user } = await render({
      formData: { ...dev, managedPolicyArns: [S3] },
    });
    const other = await screen.findByRole('textbox', {
      name: 'Another policy',
    });
    await user.type(other, arn);
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(other).toHaveAccessibleDescription(sentence);
  });

  it('says that policies of different entries do not go together', async () => {
    const { user, review } = await render();
    await user.click(await box('AmazonS3ReadOnlyAccess'));
    await user.click(await box('CloudWatchReadOnlyAccess'));
    expect(
      screen.getByText(/These policies are allowed, but not together/),
    ).toBeInTheDocument();
    await review();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('finds a policy among many, and keeps the chosen ones in sight', async () => {
    const many = 'abcdefghij'
      .split('')
      .map(name => `arn:aws:iam::aws:policy/team-${name}`);
    const { user } = await render({ api: withPolicies(many) });
    await user.click(await box('team-a'));
    await user.type(
      screen.getByRole('searchbox', { name: 'Search policies' }),
      'TEAM-J',
    );
    expect(
      screen.getAllByRole('checkbox').map(item => item.getAttribute('value')),
    ).toEqual([many[0], many[9]]);
  });

  it('says that there is nothing to choose', async () => {
    await render({ api: withPolicies([]) });
    expect(
      await screen.findByText(/no managed policies that you may choose/),
    ).toBeInTheDocument();
  });

  it('takes ARNs while nobody can tell what is allowed', async () => {
    const { user, submit } = await render({
      api: {
        getProvisioningOptions: () => Promise.reject(new NotAllowedError('no')),
      },
    });
    await user.type(
      await screen.findByRole('textbox', { name: 'Another policy' }),
      LOGS,
    );
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(await submit()).toMatchObject({ managedPolicyArns: [LOGS] });
  });
});
