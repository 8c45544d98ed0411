import { useApi } from '@backstage/frontend-plugin-api';
import { isError, ResponseError } from '@backstage/errors';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import {
  EnvironmentDetails,
  parseEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useState } from 'react';

/** Pulumi Cloud is asked when the typing pauses. */
const PAUSE_MS = 400;

/** Whether an environment is there; `unknown` also while nobody can tell. */
export type EnvironmentState =
  | { status: 'unknown' | 'loading' | 'absent' }
  | { status: 'exists'; details: EnvironmentDetails };

/** @param environment - written `organization/project/name`, once it is complete */
export function useEnvironmentDetails(environment?: string): EnvironmentState {
  const api = useApi(escTrustApiRef);
  const [state, setState] = useState<EnvironmentState>({ status: 'unknown' });

  useEffect(() => {
    const parsed = parseEnvironmentRef(environment ?? '');
    if (!parsed) {
      setState({ status: 'unknown' });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setState({ status: 'loading' });
    const timer = setTimeout(async () => {
      const answer: EnvironmentState = await api
        .getEnvironment(parsed, { signal })
        .then(
          details => ({ status: 'exists', details } as const),
          error => ({ status: isAbsent(error) ? 'absent' : 'unknown' }),
        );
      if (!signal.aborted) {
        setState(answer);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, environment]);

  return state;
}

/** The backend's own word: where there is no backend a 404 has no such name. */
function isAbsent(error: unknown): boolean {
  const cause = error instanceof ResponseError ? error.cause : error;
  return isError(cause) && cause.name === 'NotFoundError';
}
