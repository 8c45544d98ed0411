import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  EnvironmentRef,
  ESC_TRUST_KINDS,
  stringifyEnvironmentRef,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';

/** What an owner is told about. */
export interface Notice {
  mappingId: string;
  environment: EnvironmentRef;
  loginPath: string;
  /** Empty while the login names no role. */
  roleName: string;
  ownerRef: string;
  /** An entity that shows the mapping. */
  entityRef?: string;
  status: TrustStatus;
}

const SENTENCES: Record<
  TrustStatus,
  (environment: string, role: string) => string
> = {
  untrusted: (environment, role) => `${environment} can’t assume ${role}`,
  'over-permissive': (environment, role) =>
    `Not only ${environment} can assume ${role}`,
  unknown: (environment, role) =>
    `It is not known whether only ${environment} can assume ${role}`,
  conditional: (environment, role) =>
    `${environment} can assume ${role}, depending on who opens it`,
  trusted: (environment, role) =>
    `${environment} can assume ${role}, and nothing else can`,
};

const SEVERITIES = {
  untrusted: 'high',
  'over-permissive': 'high',
  unknown: 'normal',
  conditional: 'normal',
  trusted: 'low',
} as const;

/**
 * What the notifications plugin is asked to send.
 *
 * @remarks
 * Names of what the owner owns, and no more: a report may say whom else a role
 * lets in, and not everybody may know of them. A later notice about the same
 * mapping takes the place of this one.
 */
export function notificationOf(notice: Notice): NotificationSendOptions {
  const { mappingId, environment, loginPath, roleName, status } = notice;
  return {
    recipients: { type: 'entity', entityRef: notice.ownerRef },
    payload: {
      title: SENTENCES[status](
        stringifyEnvironmentRef(environment),
        roleName ? `the AWS role ${roleName}` : 'its AWS role',
      ),
      description: `The status of its login ${loginPath} is ${status}.`,
      severity: SEVERITIES[status],
      topic: 'esc-trust-status',
      scope: `mapping:${mappingId}`,
      link: linkTo(notice),
    },
  };
}

/**
 * The mapping on the tab of an entity that has one, else on its own page: the
 * paths that the frontend plugin has unless an app gives it others.
 */
function linkTo({ mappingId, entityRef }: Notice): string {
  const id = encodeURIComponent(mappingId);
  const entity =
    entityRef && parseEntityRef(entityRef.toLocaleLowerCase('en-US'));
  if (!entity || !ESC_TRUST_KINDS.includes(entity.kind)) {
    return `/esc-trust/mappings/${id}`;
  }
  const path = [entity.namespace, entity.kind, entity.name]
    .map(encodeURIComponent)
    .join('/');
  return `/catalog/${path}/aws-trust?mapping=${id}`;
}
