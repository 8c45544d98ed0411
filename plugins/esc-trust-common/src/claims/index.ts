export * from './claimsFor';
export * from './environment';
export * from './issuer';
export * from './types';
