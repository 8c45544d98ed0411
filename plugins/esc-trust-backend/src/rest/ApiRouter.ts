import { TypedRouter } from '@backstage/backend-openapi-utils';
import { EscTrustEndpoints } from '@internal/backstage-plugin-esc-trust-common';

/**
 * A router whose handlers have the types of the OpenAPI document: what they find
 * in path, query and body, and what they may answer.
 */
export type ApiRouter = TypedRouter<EscTrustEndpoints>;
