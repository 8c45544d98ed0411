import { ProvisionRequest } from '@internal/backstage-plugin-esc-trust-common';

/** Input of `esc-trust:role:provision`; forms leave empty texts behind. */
export interface ProvisionInput
  extends Omit<ProvisionRequest, 'kind' | 'environment' | 'entityRefs'> {
  organization: string;
  project: string;
  environment: string;
  entityRef?: string;
  entityRefs?: string[];
}

/** The REST API's request for it. */
export function toProvisionRequest(input: ProvisionInput): ProvisionRequest {
  const {
    organization,
    project,
    environment,
    entityRef,
    entityRefs = [],
    role,
    login,
    planDigest,
    ...rest
  } = input;
  return {
    kind: 'provision',
    environment: { organization, project, name: environment },
    ...rest,
    ...(planDigest ? { planDigest } : {}),
    entityRefs: [...new Set([entityRef ?? '', ...entityRefs])].filter(Boolean),
    ...(role ? { role: withoutEmpty(role) } : {}),
    ...(login ? { login: withoutEmpty(login) } : {}),
  };
}

/** A field that a form leaves empty is one that nobody has filled in. */
function withoutEmpty<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== '' &&
        value !== null &&
        !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}
