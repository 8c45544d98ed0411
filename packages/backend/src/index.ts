import { createBackend } from '@backstage/backend-defaults';
import { portalFeatures } from './portalFeatures';

const backend = createBackend();
portalFeatures.forEach(feature => backend.add(feature));
backend.start();
