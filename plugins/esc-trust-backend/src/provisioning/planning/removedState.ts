import {
  decodeTrustPolicy,
  EnvironmentRef,
  removeFromTrustPolicy,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState } from '../desiredState';
import { literalLogin } from '../steps/literalLogin';
import { MappedTarget, mappedState } from './mappedState';

/**
 * What a removal starts from: the mapping, the login as it is, and whether the
 * role goes with it. Pure.
 *
 * @param target - `isOwn`: this portal created the role; `others`: environments
 *   of other mappings that are meant to use the role, perhaps this one again
 */
export function removedState(
  target: MappedTarget & { isOwn?: boolean; others?: EnvironmentRef[] },
): DesiredState {
  const { mapping, observed, isOwn = false, others = [] } = target;
  const present =
    observed?.environment &&
    literalLogin(observed.environment.yaml, mapping.loginPath);
  const state = mappedState(target, { ...present });
  const name = stringifyEnvironmentRef(mapping.environment);
  return {
    ...state,
    keepsTrust: others.some(other => stringifyEnvironmentRef(other) === name),
    deletesRole:
      isOwn &&
      others.length === 0 &&
      observed?.role !== undefined &&
      isNothingLeft(observed.role.trustPolicy, mapping.environment),
  };
}

/** Whether a trust policy admits nobody but this environment. */
export function isNothingLeft(
  trustPolicy: string,
  environment: EnvironmentRef,
): boolean {
  const document = decodeTrustPolicy(trustPolicy);
  try {
    removeFromTrustPolicy(document, environment);
    return false;
  } catch (error) {
    if ((error as Error).name === 'InputError') {
      return true;
    }
    throw error;
  }
}
