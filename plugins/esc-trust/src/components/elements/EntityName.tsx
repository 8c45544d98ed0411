import { useEntityPresentation } from '@backstage/plugin-catalog-react';

/** The name of a user or team, as the catalog shows it. */
export function EntityName(props: { entityRef: string }) {
  const { entityRef, primaryTitle } = useEntityPresentation(props.entityRef);
  return <span title={entityRef}>{primaryTitle}</span>;
}
