import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { belongsTo, Caller } from './ownership';

/**
 * Checks that a mapping is shown on the caller's own pages only.
 *
 * @throws InputError for an entity that isn't there or that the caller may not
 *   see, NotAllowedError for one of somebody else
 */
export async function requireOwnEntities(
  catalog: CatalogService,
  entityRefs: string[],
  caller: Caller & { credentials: BackstageCredentials },
): Promise<void> {
  if (entityRefs.length === 0) {
    return;
  }
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs, fields: ['kind', 'metadata', 'relations'] },
    { credentials: caller.credentials },
  );
  items.forEach((entity, index) => {
    const ref = entityRefs[index];
    if (!entity) {
      throw new InputError(
        `There is no entity ${ref} in the catalog: choose one that exists`,
      );
    }
    const owners = (entity.relations ?? [])
      .filter(relation => relation.type === RELATION_OWNED_BY)
      .map(relation => relation.targetRef);
    if (!owners.some(owner => belongsTo(caller, owner))) {
      throw new NotAllowedError(
        `The entity ${ref} belongs to somebody else: choose one of your own team`,
      );
    }
  });
}
