export * from './EscTrustApi';
export * from './EscTrustClient';
export * from './types';
