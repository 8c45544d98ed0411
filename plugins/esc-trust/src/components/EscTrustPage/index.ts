export { EscTrustPage } from './EscTrustPage';
