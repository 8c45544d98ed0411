import { EscEnvironmentPicker } from './components/EscEnvironmentPicker/EscEnvironmentPicker';
import { EscEnvironmentPickerSchema } from './components/EscEnvironmentPicker/schema';
import { EscTrustAccountPicker } from './components/EscTrustAccountPicker/EscTrustAccountPicker';
import { EscTrustAccountPickerSchema } from './components/EscTrustAccountPicker/schema';
import { EscTrustManagedPolicyPicker } from './components/EscTrustManagedPolicyPicker/EscTrustManagedPolicyPicker';
import { EscTrustManagedPolicyPickerSchema } from './components/EscTrustManagedPolicyPicker/schema';
import { EscTrustSubjectAttributesPicker } from './components/EscTrustSubjectAttributesPicker/EscTrustSubjectAttributesPicker';
import { EscTrustSubjectAttributesPickerSchema } from './components/EscTrustSubjectAttributesPicker/schema';
import {
  validateAccount,
  validateEnvironment,
  validateManagedPolicies,
  validateSubjectAttributes,
} from './validations';

// One definition of each field, for both frontend systems.

/** An environment that is there or new: `{organization, project, name}`. */
export const escEnvironmentPicker = {
  name: 'EscEnvironmentPicker',
  component: EscEnvironmentPicker,
  validation: validateEnvironment,
  schema: EscEnvironmentPickerSchema,
};

/** An AWS account that the user may have a role in: its 12 digits. */
export const escTrustAccountPicker = {
  name: 'EscTrustAccountPicker',
  component: EscTrustAccountPicker,
  validation: validateAccount,
  schema: EscTrustAccountPickerSchema,
};

/** Subject attributes, with a preview of the subject and the trust policy. */
export const escTrustSubjectAttributesPicker = {
  name: 'EscTrustSubjectAttributesPicker',
  component: EscTrustSubjectAttributesPicker,
  validation: validateSubjectAttributes,
  schema: EscTrustSubjectAttributesPickerSchema,
};

/** ARNs of managed policies that the role may have. */
export const escTrustManagedPolicyPicker = {
  name: 'EscTrustManagedPolicyPicker',
  component: EscTrustManagedPolicyPicker,
  validation: validateManagedPolicies,
  schema: EscTrustManagedPolicyPickerSchema,
};
