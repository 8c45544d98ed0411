export { analyzeExposure } from './analyzeExposure';
export { evaluateTrustPolicy } from './evaluateTrustPolicy';
export { parseTrustPolicy, statementName } from './parseTrustPolicy';
export {
  mergeTrustPolicy,
  suggestTrustPolicy,
  type TrustPolicyDocument,
} from './suggestTrustPolicy';
export * from './types';
