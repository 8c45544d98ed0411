export { assessTrust, type AssessTrustInput } from './assessTrust';
export { canAcceptFinding, findingCodes } from './findingCodes';
export { trustStatus } from './status';
export * from './types';
