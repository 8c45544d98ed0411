/**
 * The frontend of ESC Trust for apps of the new frontend system.
 *
 * @packageDocumentation
 */
export { escTrustPlugin as default } from './plugin';
