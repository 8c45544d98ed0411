import { useApi } from '@backstage/frontend-plugin-api';
import { isError, ResponseError } from '@backstage/errors';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import {
  EscTrustApi,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { remembered } from './remembered';

/** What the user may choose, or why nobody can tell. */
export type OptionsState =
  | { status: 'loading' }
  | { status: 'ready'; options: ProvisioningOptions }
  | {
      status: 'unreadable';
      /** `missing`: there is no backend. */
      reason: 'denied' | 'missing' | 'failed';
      message: string;
      retry: () => void;
    };

/** `GET /provisioning-options`, asked once for a whole form. */
export function readOptions(api: EscTrustApi): Promise<ProvisioningOptions> {
  return remembered(api, 'options', () => api.getProvisioningOptions());
}

/** What the signed-in user may choose. */
export function useProvisioningOptions(): OptionsState {
  const api = useApi(escTrustApiRef);
  const { value, error, retry } = useAsyncRetry(() => readOptions(api), [api]);
  if (value) {
    return { status: 'ready', options: value };
  }
  return error
    ? {
        status: 'unreadable',
        reason: reasonOf(error),
        message: sentenceOf(error),
        retry,
      }
    : { status: 'loading' };
}

/** The message of whatever was thrown, as a sentence. */
export function sentenceOf(error: unknown): string {
  const cause = error instanceof ResponseError ? error.cause : error;
  const message = isError(cause) ? cause.message : String(cause);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function reasonOf(error: Error): 'denied' | 'missing' | 'failed' {
  const status = error instanceof ResponseError ? error.statusCode : undefined;
  if (status === 403 || error.name === 'NotAllowedError') {
    return 'denied';
  }
  return status === 404 ? 'missing' : 'failed';
}
