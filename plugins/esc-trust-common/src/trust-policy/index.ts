export { defaultRoleName, ESC_TRUST_TAGS, ROLE_PATH } from './awsNames';
export { analyzeExposure } from './analyzeExposure';
export { evaluateTrustPolicy } from './evaluateTrustPolicy';
export { statementName } from './parseStatement';
export { decodeTrustPolicy, parseTrustPolicy } from './parseTrustPolicy';
export { mergeTrustPolicy, suggestTrustPolicy } from './suggestTrustPolicy';
export * from './types';
