import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckLine,
  RiFileList2Line,
  RiForbidLine,
  RiMoreLine,
  RiQuestionLine,
  RiShieldKeyholeLine,
  RiUserLine,
} from '@remixicon/react';
import { useWitnessLabel } from '../../hooks/useWitnessLabel';
import { RoleAccess } from '../../model/roles/roleAccess';
import { RoleNode } from '../../model/roles/roleGraph';
import { mappingRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import styles from './RoleGraph.module.css';

/** The graph measures its nodes: they say how large they are. */
const WIDTH = 196;
const HEIGHT = 84;

type Tone = 'plain' | 'good' | 'warning' | 'depends' | 'role';

interface Shown {
  tone: Tone;
  icon: typeof RiCheckLine;
  name: string;
  detail: string;
  href?: string;
}

/** One box of a role's graph. */
export function GraphNode({ node }: { node: RoleNode }) {
  const { tone, icon: Icon, name, detail, href } = useShown()(node);
  return (
    <foreignObject width={WIDTH} height={HEIGHT}>
      <div className={`${styles.node} ${styles[tone]}`}>
        <div className={styles.name} title={name}>
          {href ? (
            <Link href={href}>
              <BreakableText text={name} />
            </Link>
          ) : (
            <BreakableText text={name} />
          )}
        </div>
        <div className={styles.detail}>
          <Icon size={14} aria-hidden className={styles.icon} />
          <span>{detail}</span>
        </div>
      </div>
    </foreignObject>
  );
}

function useShown(): (node: RoleNode) => Shown {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const showAccess = useShownAccess();
  return node => {
    switch (node.kind) {
      case 'access':
        return showAccess(node.access);
      case 'nobody':
        return {
          tone: 'plain',
          icon: RiForbidLine,
          name: t('roles.graph.nobody'),
          detail: t('roles.graph.nobodyDetail'),
        };
      case 'role':
        return {
          tone: 'role',
          icon: RiShieldKeyholeLine,
          name: node.name,
          detail: t('roles.graph.role'),
        };
      case 'moreAccess':
      case 'morePermissions':
        return {
          tone: 'plain',
          icon: RiMoreLine,
          name: t('roles.graph.more', { count: node.count }),
          detail: t(`roles.graph.${node.kind}`),
        };
      case 'noPermissions':
        return {
          tone: 'plain',
          icon: RiForbidLine,
          name: t('roles.graph.noPermissions'),
          detail: t('roles.graph.noPermissionsDetail'),
        };
      case 'unreadPermissions':
        return {
          tone: 'plain',
          icon: RiQuestionLine,
          name: t('roles.graph.unread'),
          detail: t('roles.graph.unreadDetail'),
        };
      default:
        return {
          tone: 'plain',
          icon: RiFileList2Line,
          name: node.name,
          detail: t(`roles.graph.${node.kind}`),
        };
    }
  };
}

function useShownAccess(): (access: RoleAccess) => Shown {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const mappingPage = useRouteRef(mappingRouteRef);
  const labelOf = useWitnessLabel();
  return ({ who, access, isIntended }) => {
    const name = who.kind === 'environment' ? who.name : labelOf(who.sentence);
    const href =
      who.kind === 'environment'
        ? mappingPage({ id: who.mapping.id })
        : undefined;
    if (!isIntended) {
      return {
        tone: 'warning',
        icon: RiAlertLine,
        name,
        href,
        detail: t('roles.graph.unintended'),
      };
    }
    switch (access) {
      case 'conditional':
        return {
          tone: 'depends',
          icon: RiUserLine,
          name,
          href,
          detail: t('roles.graph.depends'),
        };
      case 'unknown':
        return {
          tone: 'plain',
          icon: RiQuestionLine,
          name,
          href,
          detail: t('roles.graph.unknown'),
        };
      default:
        return {
          tone: 'good',
          icon: RiCheckLine,
          name,
          href,
          detail: t('roles.graph.intended'),
        };
    }
  };
}
