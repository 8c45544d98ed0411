/**
 * What other backend packages may hold on to: the extension point for checks of
 * what is provisioned, and the rules by which permission policies tell mappings
 * apart.
 *
 * @packageDocumentation
 */
export * from './permissions';
export * from './provisioning';
