/**
 * Form fields for templates that give a Pulumi ESC environment an AWS role.
 *
 * @remarks
 * This entry point serves apps of the legacy frontend system: put the
 * extensions into `<ScaffolderFieldExtensions>`. Apps of the new one install
 * the default export of `./alpha`. The translation ref is exported here for
 * both.
 *
 * @packageDocumentation
 */
export {
  EscEnvironmentPickerFieldExtension,
  EscTrustAccountPickerFieldExtension,
  EscTrustManagedPolicyPickerFieldExtension,
  EscTrustSubjectAttributesPickerFieldExtension,
} from './extensions';
export { scaffolderEscTrustTranslationRef } from './translation';
