import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { EntityName } from '../elements/EntityName';

/** An entity by its name, leading to its page. */
export function EntityLink(props: { entityRef: string }) {
  const entityPage = useOptionalRouteRef(entityRouteRef);
  const name = <EntityName entityRef={props.entityRef} />;
  if (!entityPage) {
    return name;
  }
  const { kind, namespace, name: entity } = parseEntityRef(props.entityRef);
  return (
    <Link
      href={entityPage({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name: entity,
      })}
      variant="body-small"
    >
      {name}
    </Link>
  );
}
