/**
 * The form fields, for apps of the new frontend system.
 *
 * @packageDocumentation
 */
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

const escEnvironmentPickerField = FormFieldBlueprint.make({
  name: 'esc-environment-picker',
  params: {
    field: () =>
      import('./fields').then(m => createFormField(m.escEnvironmentPicker)),
  },
});

const escTrustAccountPickerField = FormFieldBlueprint.make({
  name: 'esc-trust-account-picker',
  params: {
    field: () =>
      import('./fields').then(m => createFormField(m.escTrustAccountPicker)),
  },
});

const escTrustSubjectAttributesPickerField = FormFieldBlueprint.make({
  name: 'esc-trust-subject-attributes-picker',
  params: {
    field: () =>
      import('./fields').then(m =>
        createFormField(m.escTrustSubjectAttributesPicker),
      ),
  },
});

const escTrustManagedPolicyPickerField = FormFieldBlueprint.make({
  name: 'esc-trust-managed-policy-picker',
  params: {
    field: () =>
      import('./fields').then(m =>
        createFormField(m.escTrustManagedPolicyPicker),
      ),
  },
});

/**
 * Adds the fields `EscEnvironmentPicker`, `EscTrustAccountPicker`,
 * `EscTrustSubjectAttributesPicker` and `EscTrustManagedPolicyPicker` to
 * templates.
 *
 * @alpha
 */
const scaffolderModuleEscTrust = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    escEnvironmentPickerField,
    escTrustAccountPickerField,
    escTrustSubjectAttributesPickerField,
    escTrustManagedPolicyPickerField,
  ],
});

export default scaffolderModuleEscTrust;
