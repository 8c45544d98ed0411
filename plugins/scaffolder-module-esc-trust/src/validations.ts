import { translationApiRef } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import { EscEnvironmentPickerSchema } from './components/EscEnvironmentPicker/schema';
import { EscTrustAccountPickerSchema } from './components/EscTrustAccountPicker/schema';
import { EscTrustManagedPolicyPickerSchema } from './components/EscTrustManagedPolicyPicker/schema';
import { EscTrustSubjectAttributesPickerSchema } from './components/EscTrustSubjectAttributesPicker/schema';
import { readOptions } from './hooks/useProvisioningOptions';
import {
  checkAccount,
  CheckContext,
  checkManagedPolicies,
  checkSubjectAttributes,
  environmentProblem,
} from './model/checks';
import { FieldNames, selectionOf } from './model/selection';
import { scaffolderEscTrustTranslationRef } from './translation';

/** What the scaffolder asks of a field before it goes to the next page. */
type Validator<TSchema extends { TProps: object; TOutput: unknown }> =
  CustomFieldValidator<TSchema['TOutput'], UiOptionsOf<TSchema>>;

type UiOptionsOf<TSchema> = TSchema extends { uiOptionsType: infer TOptions }
  ? TOptions
  : never;

/**
 * Makes a validator of a check.
 *
 * @remarks
 * Where nobody can tell what may be chosen only the form of the value is
 * checked: the server has the last word, and nobody is locked out.
 */
function validatorOf<TValue, TOptions extends FieldNames>(
  check: (
    value: TValue | undefined,
    context: CheckContext,
    uiOptions: TOptions,
  ) => string | undefined,
): CustomFieldValidator<TValue, TOptions> {
  return async (value, field, { apiHolder, formData, uiSchema }) => {
    // Loaded by now: the field has shown its own texts.
    const texts = apiHolder
      .get(translationApiRef)
      ?.getTranslation(scaffolderEscTrustTranslationRef);
    if (!texts?.ready) {
      return;
    }
    const api = apiHolder.get(escTrustApiRef);
    const uiOptions = (uiSchema?.['ui:options'] ?? {}) as TOptions;
    const problem = check(
      value,
      {
        t: texts.t,
        options: api && (await readOptions(api).catch(() => undefined)),
        selection: selectionOf(formData, uiOptions),
      },
      uiOptions,
    );
    if (problem) {
      field.addError(problem);
    }
  };
}

/** Of `EscEnvironmentPicker`. */
export const validateEnvironment: Validator<typeof EscEnvironmentPickerSchema> =
  validatorOf(
    (value, context, { existing }) =>
      environmentProblem(value ?? {}, { ...context, isExisting: existing })
        ?.sentence,
  );

/** Of `EscTrustAccountPicker`. */
export const validateAccount: Validator<typeof EscTrustAccountPickerSchema> =
  validatorOf((value, context) =>
    // Whether it has to be there is what the template's schema says.
    value ? checkAccount(value, context) : undefined,
  );

/** Of `EscTrustSubjectAttributesPicker`. */
export const validateSubjectAttributes: Validator<
  typeof EscTrustSubjectAttributesPickerSchema
> = validatorOf((value, context) =>
  checkSubjectAttributes(value ?? [], context),
);

/** Of `EscTrustManagedPolicyPicker`. */
export const validateManagedPolicies: Validator<
  typeof EscTrustManagedPolicyPickerSchema
> = validatorOf((value, context) => checkManagedPolicies(value ?? [], context));
