export { parseLoginDuration } from './duration';
export { findAwsLogins } from './findAwsLogins';
export * from './findLoginsOnOpening';
export { removeAwsLogin } from './removeAwsLogin';
export { setAwsLogin } from './setAwsLogin';
export * from './types';
export { isLoginPath } from './valuePath';
