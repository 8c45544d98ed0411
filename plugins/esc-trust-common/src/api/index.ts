export * from './EscTrustApi';
export * from './EscTrustClient';
export * from './operationTypes';
export * from './types';
export { openApiDocument } from './openapi/openApiDocument';
