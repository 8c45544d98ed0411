export { EntityEscTrustCard } from './EntityEscTrustCard';
