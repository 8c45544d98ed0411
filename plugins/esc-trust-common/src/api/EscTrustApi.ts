import {
  EvaluationRequest,
  Mapping,
  MappingList,
  MappingQuery,
  Operation,
  OperationList,
  Plan,
  ProvisionRequest,
  RegisterMappingRequest,
} from './types';
import { TrustReport } from '../trust-report/types';

/** What a call may carry besides its content. @public */
export interface EscTrustRequestOptions {
  /** Bearer token; the browser's fetch adds the user's by itself. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The REST API under `/api/esc-trust`, as methods.
 *
 * @remarks
 * Every method rejects with a `ResponseError` whose `cause` carries the name
 * and the sentence of the server's error body.
 *
 * @public
 */
export interface EscTrustApi {
  listMappings(
    query: MappingQuery,
    options?: EscTrustRequestOptions,
  ): Promise<MappingList>;
  getMapping(id: string, options?: EscTrustRequestOptions): Promise<Mapping>;
  registerMapping(
    request: RegisterMappingRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping>;
  assessMapping(id: string, options?: EscTrustRequestOptions): Promise<Mapping>;
  evaluate(
    request: EvaluationRequest,
    options?: EscTrustRequestOptions,
  ): Promise<TrustReport>;
  planOperation(
    request: ProvisionRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Plan>;
  startOperation(
    request: ProvisionRequest,
    options?: EscTrustRequestOptions & { idempotencyKey?: string },
  ): Promise<Operation>;
  getOperation(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Operation>;
  listOperations(options?: EscTrustRequestOptions): Promise<OperationList>;
}
