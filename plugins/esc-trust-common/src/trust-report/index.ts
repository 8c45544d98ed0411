export { assessTrust, type AssessTrustInput } from './assessTrust';
export { trustStatus } from './status';
export * from './types';
