export { assessTrust, type AssessTrustInput } from './assessTrust';
export { canAcceptFinding } from './findingCodes';
export { trustStatus } from './status';
export * from './types';
