import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import { useProvisioningOptions } from '../../hooks/useProvisioningOptions';
import { useSources } from '../../hooks/useSources';
import { missingAccounts, offeredAccounts } from '../../model/accounts';
import { checkAccount } from '../../model/checks';
import { selectionOf } from '../../model/selection';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import { FieldFrame } from '../elements/FieldFrame';
import { LoadingField } from '../elements/LoadingField';
import { OptionsNotice } from '../elements/OptionsNotice';
import { validityOf } from '../elements/validity';
import { MissingAccounts } from './MissingAccounts';
import { EscTrustAccountPickerSchema } from './schema';

/** More than these are easier to search than to read. */
const SEARCHED_FROM = 10;

/** An AWS account that the user may have a role in. */
export function EscTrustAccountPicker(
  props: typeof EscTrustAccountPickerSchema.TProps,
) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { schema, uiSchema, formContext, formData, onChange } = props;
  const { rawErrors = [] } = props;
  const options = useProvisioningOptions();
  const { accounts: known = [] } = useSources();
  if (options.status === 'loading') {
    return <LoadingField />;
  }

  const selection = selectionOf(
    formContext?.formData,
    uiSchema['ui:options'] ?? {},
  );
  const problem = formData
    ? checkAccount(formData, {
        t,
        options: options.status === 'ready' ? options.options : undefined,
        selection,
      })
    : undefined;
  const common = {
    id: props.idSchema?.$id,
    label: schema.title ?? t('account.title'),
    isRequired: props.required,
    isDisabled: props.disabled || props.readonly,
    ...validityOf(problem, rawErrors),
  };
  if (options.status === 'unreadable') {
    return (
      <FieldFrame>
        <TextField
          {...common}
          description={schema.description ?? t('account.plainHelp')}
          inputMode="numeric"
          value={formData ?? ''}
          onChange={text => onChange(text || undefined)}
        />
        <OptionsNotice state={options} />
      </FieldFrame>
    );
  }

  const nameOf = ({
    accountId,
    title,
  }: {
    accountId: string;
    title?: string;
  }) => (title ? t('account.named', { title, accountId }) : accountId);
  const offered = offeredAccounts(options.options, selection);
  const missing = missingAccounts(options.options, known, selection);
  // What is chosen stays in sight, also when it isn't allowed any more.
  const refused = missing.filter(({ accountId }) => accountId === formData);
  return (
    <FieldFrame>
      <Select
        {...common}
        description={schema.description ?? t('account.help')}
        placeholder={t('account.placeholder')}
        options={[...offered, ...refused].map(account => ({
          id: account.accountId,
          label: nameOf(account),
        }))}
        search={offered.length >= SEARCHED_FROM ? true : undefined}
        value={formData || null}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      <MissingAccounts accounts={missing} />
      <OptionsNotice state={options} />
    </FieldFrame>
  );
}
