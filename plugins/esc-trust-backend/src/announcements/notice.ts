import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  EnvironmentRef,
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
      ...(notice.entityRef ? { link: linkTo(notice.entityRef) } : {}),
    },
  };
}

/** The page of an entity. */
function linkTo(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}
