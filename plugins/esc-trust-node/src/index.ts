/**
 * What other backend packages may hold on to: the extension point for checks of
 * what is provisioned, the rules by which permission policies tell mappings
 * apart, and the topics of events.
 *
 * @packageDocumentation
 */
export * from './events';
export * from './permissions';
export * from './provisioning';
