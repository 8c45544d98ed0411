/**
 * Takes signed webhooks of Pulumi ESC for ESC Trust.
 *
 * @packageDocumentation
 */
export { eventsModuleEscTrust as default } from './module';
