import type { Action, SignedCall } from '../action';
import { pageOfMap } from '../wire/paging';
import {
  addClientId,
  createIdentityProvider,
  deleteIdentityProvider,
  findIdentityProvider,
  removeClientId,
} from './identityProviders';
import { addTags, checkTags, removeTags } from './tagRules';
import { tagsXml } from './roleXml';

const providerOf = ({ account, form }: SignedCall) =>
  findIdentityProvider(account, form.text('OpenIDConnectProviderArn'));

/** The actions on identity providers. */
export const identityProviderActions: Record<string, Action<SignedCall>> = {
  CreateOpenIDConnectProvider: ({ account, form }) => {
    const provider = createIdentityProvider(account, {
      url: form.text('Url')!,
      clientIds: form.list('ClientIDList'),
      thumbprints: form.list('ThumbprintList'),
      tags: form.records('Tags', ['Key', 'Value']),
    });
    return {
      OpenIDConnectProviderArn: provider.arn,
      Tags: tagsXml(provider.tags),
    };
  },
  GetOpenIDConnectProvider: call => {
    const provider = providerOf(call);
    return {
      Url: provider.url,
      ClientIDList: [...provider.clientIds],
      ThumbprintList: provider.thumbprints,
      CreateDate: provider.createDate,
      Tags: tagsXml(provider.tags),
    };
  },
  // Not paginated, ARNs only.
  ListOpenIDConnectProviders: ({ account }) => ({
    OpenIDConnectProviderList: [...account.identityProviders.values()].map(
      ({ arn }) => ({ Arn: arn }),
    ),
  }),
  DeleteOpenIDConnectProvider: ({ account, form }) =>
    deleteIdentityProvider(account, form.text('OpenIDConnectProviderArn')),
  AddClientIDToOpenIDConnectProvider: call =>
    addClientId(providerOf(call), call.form.text('ClientID')),
  RemoveClientIDFromOpenIDConnectProvider: call =>
    removeClientId(providerOf(call), call.form.text('ClientID')),
  TagOpenIDConnectProvider: call =>
    addTags(
      providerOf(call).tags,
      checkTags(call.form.records('Tags', ['Key', 'Value'])),
      'TagsPerOpenIdConnectProvider',
    ),
  UntagOpenIDConnectProvider: call =>
    removeTags(providerOf(call).tags, call.form.list('TagKeys')),
  ListOpenIDConnectProviderTags: call => {
    const { items, more } = pageOfMap(call.form, providerOf(call).tags);
    return { Tags: tagsXml(new Map(items)), ...more };
  },
};
