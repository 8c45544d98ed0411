import { NotAllowedError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import { OPTIONS, OTHER_TEAM, TEAM } from '../../__testUtils__/fakeApi';
import { renderForm } from '../../__testUtils__/renderForm';

const both = { getProvisioningOptions: async () => OPTIONS };
const environment = { organization: 'acme', project: 'payments', name: 'prod' };

const button = () => screen.findByRole('button', { name: /AWS account/ });
const offered = async () =>
  within(await screen.findByRole('listbox'))
    .getAllByRole('option')
    .map(option => option.textContent);

describe('EscTrustAccountPicker', () => {
  it('offers the accounts that the user may use, with the keyboard alone', async () => {
    const { user, submit } = await renderForm(['accountId']);
    (await button()).focus();
    await user.keyboard('{Enter}');
    expect(await offered()).toEqual(['dev (111111111111)', '222222222222']);
    await user.keyboard('{ArrowDown}{Enter}');

    expect(await submit()).toEqual({ accountId: '222222222222' });
  });

  it.each([
    ['nothing', {}, 1, ['vault (444444444444): none of your teams may']],
    [
      'an owner',
      { ownerRef: TEAM },
      2,
      ['data (333333333333): the chosen owner may not'],
    ],
    [
      'an owner in another case, and its project',
      { ownerRef: OTHER_TEAM.toUpperCase(), environment },
      3,
      ['dev (111111111111): the chosen owner may not'],
    ],
    [
      'a project that only some accounts are for',
      { environment: { ...environment, project: 'data' } },
      3,
      ['222222222222: it may not be used with environments of the chosen'],
    ],
  ])(
    'explains which accounts are missing for %s',
    async (_, formData, count, sentences) => {
      const { user } = await renderForm(['accountId'], { api: both, formData });
      await user.click(await screen.findByText(/aren’t offered|isn’t offered/));

      const items = within(screen.getByRole('group')).getAllByRole('listitem');
      expect(items).toHaveLength(count);
      for (const sentence of sentences) {
        expect(items.some(item => item.textContent!.includes(sentence))).toBe(
          true,
        );
      }
    },
  );

  it('keeps an account in sight that is not allowed any more, and goes on only with another', async () => {
    const { user, review } = await renderForm(['accountId'], {
      formData: { accountId: '333333333333' },
    });
    expect(await button()).toHaveTextContent('data (333333333333)');
    expect(
      screen.getByText(
        'None of your teams may have roles in account 333333333333',
      ),
    ).toBeInTheDocument();

    await review();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();

    await user.click(await button());
    await user.click(await screen.findByRole('option', { name: /dev/ }));
    await review();
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('takes the 12 digits while nobody can tell what is allowed', async () => {
    const { user, submit } = await renderForm(['accountId'], {
      api: {
        getProvisioningOptions: () => Promise.reject(new NotAllowedError('no')),
      },
    });
    const input = await screen.findByRole('textbox', { name: 'AWS account' });
    await user.type(input, '12345');
    expect(input).toHaveAccessibleDescription(/use its 12 digits/);
    await user.type(input, '6789012');
    expect(await submit()).toEqual({ accountId: '123456789012' });
  });

  it('says that it is loading', async () => {
    await renderForm(['accountId'], {
      api: { getProvisioningOptions: () => new Promise(() => {}) },
    });
    expect(
      await screen.findByRole('status', {
        name: 'Loading what you may choose',
      }),
    ).toBeInTheDocument();
  });
});
