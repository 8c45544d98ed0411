/**
 * What other backend packages may hold on to: the extension point for checks of
 * what is provisioned.
 *
 * @packageDocumentation
 */
export * from './provisioning';
