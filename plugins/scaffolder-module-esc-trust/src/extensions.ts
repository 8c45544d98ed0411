import { scaffolderPlugin } from '@backstage/plugin-scaffolder';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import {
  escEnvironmentPicker,
  escTrustAccountPicker,
  escTrustManagedPolicyPicker,
  escTrustSubjectAttributesPicker,
} from './fields';

/**
 * `ui:field: EscEnvironmentPicker`: an environment that is there or new, as
 * `{organization, project, name}`.
 *
 * @public
 */
export const EscEnvironmentPickerFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    ...escEnvironmentPicker,
    schema: escEnvironmentPicker.schema.schema,
  }),
);

/**
 * `ui:field: EscTrustAccountPicker`: an AWS account that the user may have a
 * role in.
 *
 * @public
 */
export const EscTrustAccountPickerFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    ...escTrustAccountPicker,
    schema: escTrustAccountPicker.schema.schema,
  }),
);

/**
 * `ui:field: EscTrustSubjectAttributesPicker`: what the subject claim is made
 * of, with a preview of the claim and of the trust policy.
 *
 * @public
 */
export const EscTrustSubjectAttributesPickerFieldExtension =
  scaffolderPlugin.provide(
    createScaffolderFieldExtension({
      ...escTrustSubjectAttributesPicker,
      schema: escTrustSubjectAttributesPicker.schema.schema,
    }),
  );

/**
 * `ui:field: EscTrustManagedPolicyPicker`: managed policies that the role may
 * have.
 *
 * @public
 */
export const EscTrustManagedPolicyPickerFieldExtension =
  scaffolderPlugin.provide(
    createScaffolderFieldExtension({
      ...escTrustManagedPolicyPicker,
      schema: escTrustManagedPolicyPicker.schema.schema,
    }),
  );
