import { Entity } from '@backstage/catalog-model';
import { ESC_TRUST_KINDS } from '@internal/backstage-plugin-esc-trust-common';

/**
 * Whether an entity's page has a place for AWS trust: components and systems,
 * annotated or not, because the card is also the way to a first role.
 *
 * @param entity - the entity of the page
 * @public
 */
export function isEscTrustAvailable(entity: Entity): boolean {
  return ESC_TRUST_KINDS.includes(entity.kind.toLocaleLowerCase('en-US'));
}
