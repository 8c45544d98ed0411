import { Entity } from '@backstage/catalog-model';
import { ESC_ENVIRONMENTS_ANNOTATION } from '@internal/backstage-plugin-esc-trust-common';

/**
 * The entity `component:default/payments-api`, or one of another kind.
 *
 * @param environments - the value of the annotation, when there shall be one
 * @param kind - its kind
 */
export function exampleEntity(
  environments?: string,
  kind: string = 'Component',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'payments-api',
      annotations:
        environments === undefined
          ? {}
          : { [ESC_ENVIRONMENTS_ANNOTATION]: environments },
    },
  };
}
