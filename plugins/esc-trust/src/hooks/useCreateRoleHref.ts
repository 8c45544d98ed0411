import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { createRoleRouteRef } from '../routes';

/** The self-service template that this product brings along. */
const TEMPLATE = {
  namespace: 'default',
  templateName: 'aws-role-for-esc-environment',
};

/**
 * The way to a new AWS role: the template's form, filled in as far as the page
 * knows.
 *
 * @param entity - the entity of the page, where there is one
 * @returns a function from an optional environment, written
 *   `organization/project/name`, to the form's address; undefined when the app
 *   has no scaffolder
 */
export function useCreateRoleHref(
  entity?: Entity,
): ((environment?: string) => string) | undefined {
  const templatePage = useRouteRef(createRoleRouteRef);
  if (!templatePage) {
    return undefined;
  }
  return environment => {
    const formData = {
      entityRef: entity && stringifyEntityRef(entity),
      environment: parseEnvironmentRef(environment ?? ''),
    };
    const search = new URLSearchParams({ formData: JSON.stringify(formData) });
    return `${templatePage(TEMPLATE)}?${search}`;
  };
}
