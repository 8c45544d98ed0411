export * from './accountTypes';
export * from './EscTrustApi';
export * from './EscTrustClient';
export * from './mappingChangeTypes';
export * from './operationTypes';
export * from './provisioningOptionTypes';
export * from './types';
export { openApiDocument } from './openapi/openApiDocument';
