/**
 * The frontend of ESC Trust: which Pulumi ESC environments of an entity may
 * assume which AWS roles, and whether that is what was meant.
 *
 * @remarks
 * This entry point serves apps of the legacy frontend system; apps of the new
 * one install the default export of `./alpha`. API, route and translation refs
 * are exported here for both.
 *
 * @packageDocumentation
 */
export { escTrustApiRef } from './api';
export { isEscTrustAvailable } from './isEscTrustAvailable';
export {
  EntityEscTrustCard,
  EntityEscTrustContent,
  EscTrustPage,
  escTrustPlugin,
} from './plugin';
export * from './routes';
export { escTrustTranslationRef } from './translation';
