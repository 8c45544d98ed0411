import {
  DependencyGraph,
  DependencyGraphTypes,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RoleDetails } from '@internal/backstage-plugin-esc-trust-common';
import { useMemo } from 'react';
import { RoleAccess } from '../../model/roles/roleAccess';
import { roleGraph, RoleNode } from '../../model/roles/roleGraph';
import { escTrustTranslationRef } from '../../translation';
import { GraphNode } from './GraphNode';
import styles from './RoleGraph.module.css';

/** A picture of what the table says: environments → role → permissions. */
export function RoleGraphView(props: {
  role: RoleDetails;
  access: RoleAccess[];
  /** How many mappings aren't loaded. */
  unloaded: number;
}) {
  const { role, access, unloaded } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // The same objects as long as nothing changes: else it lays itself out anew.
  const { nodes, edges } = useMemo(
    () => roleGraph(role, access, unloaded),
    [role, access, unloaded],
  );
  const can = access.filter(one => one.access !== 'fails');
  return (
    <div className={styles.scroll}>
      <div className={styles.graph}>
        <DependencyGraph<RoleNode, {}>
          nodes={nodes}
          edges={edges}
          direction={DependencyGraphTypes.Direction.LEFT_RIGHT}
          renderNode={renderNode}
          nodeMargin={12}
          rankMargin={44}
          paddingX={4}
          paddingY={4}
          showArrowHeads
          zoom="disabled"
          fit="contain"
          allowFullscreen={false}
          role="group"
          aria-label={t('roles.graph.summary', {
            role: role.name,
            can: can.length + unloaded,
            strangers: can.filter(one => !one.isIntended).length,
          })}
        />
      </div>
    </div>
  );
}

function renderNode({ node }: DependencyGraphTypes.RenderNodeProps<RoleNode>) {
  return <GraphNode node={node} />;
}
