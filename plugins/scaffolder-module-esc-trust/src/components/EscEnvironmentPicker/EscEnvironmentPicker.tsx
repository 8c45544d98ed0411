import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  MappingHeadline,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useRef } from 'react';
import { useEnvironmentDetails } from '../../hooks/useEnvironmentDetails';
import { useEnvironmentNames } from '../../hooks/useEnvironmentNames';
import { useProvisioningOptions } from '../../hooks/useProvisioningOptions';
import {
  environmentProblem,
  checkName,
  EnvironmentParts,
} from '../../model/checks';
import { environmentOf, selectionOf } from '../../model/selection';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import { FieldFrame } from '../elements/FieldFrame';
import { OptionsNotice } from '../elements/OptionsNotice';
import text from '../elements/text.module.css';
import { EnvironmentNotice } from './EnvironmentNotice';
import styles from './EscEnvironmentPicker.module.css';
import { NameCombobox } from './NameCombobox';
import { EscEnvironmentPickerSchema } from './schema';

/** Organization, project and name of an environment that is there or new. */
export function EscEnvironmentPicker(
  props: typeof EscEnvironmentPickerSchema.TProps,
) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { schema, uiSchema, formContext, required, rawErrors = [] } = props;
  const { formData: value = {}, onChange, errorSchema } = props;
  const { existing: isExisting = false, ownerField } =
    uiSchema['ui:options'] ?? {};
  const isDisabled = props.disabled || props.readonly;

  const options = useProvisioningOptions();
  const { ownerRef } = selectionOf(formContext?.formData, { ownerField });
  const names = useEnvironmentNames({
    ...value,
    options,
    isExisting,
    ownerRef,
  });
  const environment = environmentOf(value);
  const written = environment && stringifyEnvironmentRef(environment);
  const state = useEnvironmentDetails(written);

  const { organization: organizationOnly, project: projectOnly } = names.only;
  const organization = value.organization ?? organizationOnly;
  const project =
    value.project ??
    (organization === organizationOnly ? projectOnly : undefined);
  const isTouched = useRef(false);
  useEffect(() => {
    // Nobody has to choose where there is no choice; whoever empties a name to
    // type another one isn't disturbed.
    if (
      !isDisabled &&
      !isTouched.current &&
      (organization !== value.organization || project !== value.project)
    ) {
      onChange({ ...value, organization, project });
    }
  }, [isDisabled, organization, project, value, onChange]);

  const change = (part: keyof EnvironmentParts) => (name: string) => {
    isTouched.current = true;
    onChange({ ...value, [part]: name || undefined });
  };
  const refusal = environmentProblem(value, {
    t,
    options: options.status === 'ready' ? options.options : undefined,
    selection: { ownerRef },
    isExisting,
  });
  const problemOf = (part: keyof EnvironmentParts, missing: string) => {
    const name = value[part];
    if (!name) {
      // Not before somebody has tried to go on.
      return errorSchema?.[part]?.__errors?.length ? missing : undefined;
    }
    return (
      checkName(name, t) ??
      (refusal?.part === part ? refusal.sentence : undefined)
    );
  };
  // Said only where everything that is there has been listed.
  const otherName =
    names.problem || names.hasMore
      ? undefined
      : t(isExisting ? 'environment.notListed' : 'environment.newName');
  const common = {
    isDisabled,
    isRequired: required,
    formErrors: rawErrors,
  };
  const id = props.idSchema?.$id ?? 'environment';
  return (
    <FieldFrame>
      <div
        role="group"
        aria-label={schema.title ?? t('environment.title')}
        className={styles.field}
      >
        {schema.description && (
          <Text as="p" variant="body-small" className={text.quiet}>
            {schema.description}
          </Text>
        )}
        <div className={styles.names}>
          <NameCombobox
            {...common}
            id={`${id}_organization`}
            label={t('environment.organization')}
            description={t('environment.organizationHelp')}
            value={value.organization}
            options={optionsOf(names.organizations)}
            isLoading={names.isLoading.organizations}
            problem={problemOf(
              'organization',
              t('environment.missingOrganization'),
            )}
            onChange={change('organization')}
          />
          <NameCombobox
            {...common}
            id={`${id}_project`}
            label={t('environment.project')}
            description={t('environment.projectHelp')}
            value={value.project}
            options={optionsOf(names.projects)}
            isLoading={names.isLoading.projects}
            problem={problemOf('project', t('environment.missingProject'))}
            onChange={change('project')}
          />
          <NameCombobox
            {...common}
            id={`${id}_name`}
            label={t('environment.name')}
            description={
              isExisting
                ? t('environment.nameHelpExisting')
                : t('environment.nameHelp')
            }
            value={value.name}
            options={names.environments.map(
              ({ environment: found, mappings }) => ({
                id: found.name,
                label: found.name,
                description:
                  mappings.map(mapping => headline(mapping)).join(', ') ||
                  t('environment.noMapping'),
              }),
            )}
            otherName={otherName}
            isLoading={names.isLoading.names}
            problem={problemOf('name', t('environment.missingName'))}
            onChange={change('name')}
          />
        </div>
        {(names.problem || names.hasMore) && (
          <Text
            as="p"
            variant="body-small"
            className={`${text.quiet} ${text.breakable}`}
          >
            {names.problem
              ? t('environment.namesFailed', { reason: names.problem })
              : t('environment.narrow')}
          </Text>
        )}
        {written && (
          <EnvironmentNotice
            environment={written}
            state={state}
            isExisting={isExisting}
          />
        )}
        {!isExisting && <OptionsNotice state={options} />}
      </div>
    </FieldFrame>
  );

  function headline({ loginPath, status }: MappingHeadline): string {
    return `${loginPath}: ${t(`status.${status}`)}`;
  }
}

function optionsOf(names: string[]) {
  return names.map(name => ({ id: name, label: name }));
}
