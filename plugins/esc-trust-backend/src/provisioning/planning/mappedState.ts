import {
  AwsLoginSettings,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState, desiredState, PortalSettings } from '../desiredState';
import { ObservedState } from '../observedState';
import { roleNameOf, rolePathOf } from './roleNameOf';

/** A mapping, and the role that its owners agreed to. */
export interface MappedTarget extends PortalSettings {
  mapping: Mapping & { ownerRef: string; accountId: string };
  roleArn: string;
  /** What is there; absent while it isn't known yet. */
  observed?: ObservedState;
}

/** What a mapping records, as the state that it stands for. Pure. */
export function mappedState(
  { mapping, roleArn, observed, ...portal }: MappedTarget,
  login: Partial<AwsLoginSettings>,
): DesiredState {
  const state = desiredState(
    {
      kind: 'provision',
      environment: mapping.environment,
      accountId: mapping.accountId,
      ownerRef: mapping.ownerRef,
      entityRefs: mapping.entityRefs,
      role: {
        name: roleNameOf(roleArn),
        maxSessionDuration: observed?.role?.maxSessionDuration,
      },
      login: { ...login, path: mapping.loginPath },
    },
    portal,
  );
  return {
    ...state,
    role: {
      ...state.role,
      // An adopted role may have another path than those that we make.
      arn: roleArn,
      path: rolePathOf(roleArn),
    },
    login: { ...state.login, roleArn },
  };
}
