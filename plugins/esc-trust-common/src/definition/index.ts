export { parseLoginDuration } from './duration';
export { findAwsLogins } from './findAwsLogins';
export { removeAwsLogin, setAwsLogin } from './setAwsLogin';
export * from './types';
