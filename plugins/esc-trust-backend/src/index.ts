/**
 * The backend plugin of ESC Trust.
 *
 * @packageDocumentation
 */
export { escTrustPlugin as default } from './plugin';
