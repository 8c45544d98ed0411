import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  EscTrustApi,
  RoleDetails,
} from '@internal/backstage-plugin-esc-trust-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleAssessment,
  exampleStatement as statement,
  subjectOf,
} from '../../testing/exampleAssessment';
import { exampleMapping } from '../../testing/exampleMapping';
import { renderDetailsOf, roleOf } from '../../__testUtils__/renderDetailsOf';

const ALL = statement(
  { StringEquals: { aud: 'aws:acme' }, StringLike: { sub: subjectOf('*') } },
  'Everything',
);

describe('the trust policy of a mapping', () => {
  it('shows the role’s trust policy, read again with every new report', async () => {
    const { mapping, trustPolicy } = exampleAssessment([ALL]);
    const getRole = jest.fn<
      ReturnType<EscTrustApi['getRole']>,
      Parameters<EscTrustApi['getRole']>
    >(async () => roleOf(mapping, { trustPolicy }));
    await renderDetailsOf(mapping, {
      getRole,
      assessMapping: async () => ({ ...mapping, trust: { ...mapping.trust } }),
    });

    expect(
      await screen.findByRole('group', { name: 'Statement Everything' }),
    ).toBeInTheDocument();
    expect(getRole).toHaveBeenCalledWith(
      '111111111111',
      'esc-payments-prod-0a1b2c3d',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Assess again/ }),
    );
    await waitFor(() => expect(getRole).toHaveBeenCalledTimes(2));
  });

  it.each<[string, () => Promise<RoleDetails>, RegExp]>([
    [
      'the permission for it',
      async () => {
        throw new NotAllowedError('no');
      },
      /^To see it takes the permission esc-trust\.role\.read/,
    ],
    [
      'the permission for the names in it',
      async () => roleOf(exampleMapping('acme/payments/prod')),
      /names environments that you may not read.*esc-trust\.environment\.read/,
    ],
    [
      'the role',
      async () =>
        roleOf(exampleMapping('acme/payments/prod'), { exists: false }),
      /^AWS has no such role/,
    ],
    [
      'the role of that very path',
      async () =>
        roleOf(exampleMapping('acme/payments/prod'), {
          roleArn: 'arn:aws:iam::111111111111:role/esc-payments-prod-0a1b2c3d',
          trustPolicy: '{}',
        }),
      /^AWS has no such role/,
    ],
    [
      'a role that was ever read',
      async () => {
        throw new NotFoundError('no');
      },
      /^AWS has no such role/,
    ],
  ])(
    'says why there is no trust policy without %s',
    async (_, getRole, why) => {
      await renderDetailsOf(exampleMapping('acme/payments/prod'), { getRole });

      expect(await screen.findByText(why)).toBeInTheDocument();
    },
  );

  it('reads the trust policy again when it could not be read', async () => {
    const { mapping, trustPolicy } = exampleAssessment([ALL]);
    const getRole = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(roleOf(mapping, { trustPolicy }));
    await renderDetailsOf(mapping, { getRole });

    expect(
      await screen.findByText(/The trust policy could not be read/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('group', { name: 'Statement Everything' }),
    ).toBeInTheDocument();
  });
});
