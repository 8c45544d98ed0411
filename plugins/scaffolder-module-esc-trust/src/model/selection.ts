import {
  EnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';

/** Names of the other fields of a form, where a template names them otherwise. */
export interface FieldNames {
  environmentField?: string;
  accountField?: string;
  ownerField?: string;
}

/** What the form says so far, as far as it makes sense. */
export interface Selection {
  environment?: EnvironmentRef;
  accountId?: string;
  ownerRef?: string;
}

/** Reads the other fields of a form. */
export function selectionOf(
  formData: unknown,
  names: FieldNames = {},
): Selection {
  const {
    environmentField = 'environment',
    accountField = 'accountId',
    ownerField = 'ownerRef',
  } = names;
  const values = recordOf(formData);
  return {
    environment: environmentOf(values[environmentField]),
    accountId: textOf(values[accountField]),
    ownerRef: textOf(values[ownerField]),
  };
}

/** An environment whose three names are there and well formed. */
export function environmentOf(value: unknown): EnvironmentRef | undefined {
  const { organization, project, name } = recordOf(value);
  return isName(organization) && isName(project) && isName(name)
    ? { organization, project, name }
    : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && PULUMI_NAME_PATTERN.test(value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
