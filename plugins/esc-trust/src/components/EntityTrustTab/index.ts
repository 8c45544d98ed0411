export { EntityTrustTab } from './EntityTrustTab';
