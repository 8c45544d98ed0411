export * from './EscTrustApi';
export * from './EscTrustClient';
export * from './operationTypes';
export * from './provisioningOptionTypes';
export * from './types';
export { openApiDocument } from './openapi/openApiDocument';
