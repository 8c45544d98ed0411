import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustConditions, escTrustMappingRules } from './permissions';

const mapping = {
  environment: { organization: 'acme', project: 'payments', name: 'prod' },
  ownerRef: 'group:default/payments-team',
  accountId: '111111111111',
} as Mapping;
const { isOwner, hasAccount, hasOrganization } = escTrustMappingRules;

describe('the rules of mappings', () => {
  it.each<[string, boolean, boolean]>([
    [
      'the owner, in whatever case',
      isOwner.apply(mapping, { claims: ['x', 'Group:default/Payments-Team'] }),
      true,
    ],
    [
      'another owner',
      isOwner.apply(mapping, { claims: ['group:default/other'] }),
      false,
    ],
    [
      'no owner at all',
      isOwner.apply({ ...mapping, ownerRef: undefined }, { claims: [''] }),
      false,
    ],
    [
      'the account',
      hasAccount.apply(mapping, { accountIds: ['111111111111'] }),
      true,
    ],
    ['another account', hasAccount.apply(mapping, { accountIds: [] }), false],
    [
      'no account',
      hasAccount.apply(
        { ...mapping, accountId: undefined },
        { accountIds: [] },
      ),
      false,
    ],
    [
      'the organization',
      hasOrganization.apply(mapping, { organizations: ['acme'] }),
      true,
    ],
    [
      'an organization in another case',
      hasOrganization.apply(mapping, { organizations: ['ACME'] }),
      false,
    ],
  ])('judge %s', (_, judged, expected) => {
    expect(judged).toBe(expected);
  });

  it('ask lists the same', () => {
    expect([
      isOwner.toQuery({ claims: ['Group:default/X'] }),
      hasAccount.toQuery({ accountIds: ['1'] }),
      hasOrganization.toQuery({ organizations: ['acme'] }),
    ]).toEqual([
      { property: 'ownerRef', values: ['group:default/x'] },
      { property: 'accountId', values: ['1'] },
      { property: 'organization', values: ['acme'] },
    ]);
  });

  it('are what policies write conditions with', () => {
    expect(escTrustConditions.isOwner({ claims: ['user:default/x'] })).toEqual({
      rule: 'IS_OWNER',
      resourceType: 'esc-trust-mapping',
      params: { claims: ['user:default/x'] },
    });
  });
});
