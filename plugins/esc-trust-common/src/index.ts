/**
 * The pure trust engine, the API's types and its typed client. Safe in the
 * browser.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './claims';
export * from './definition';
export * from './permissions';
export * from './trust-policy';
export * from './trust-report';
