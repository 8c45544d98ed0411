/**
 * Template actions of ESC Trust.
 *
 * @packageDocumentation
 */
export { scaffolderModuleEscTrust as default } from './module';
