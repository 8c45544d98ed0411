import { BackendFeature } from '@backstage/backend-plugin-api';
import app from '@backstage/plugin-app-backend';
import auth from '@backstage/plugin-auth-backend';
import guestProvider from '@backstage/plugin-auth-backend-module-guest-provider';
import catalog from '@backstage/plugin-catalog-backend';
import catalogLogs from '@backstage/plugin-catalog-backend-module-logs';
import templateEntities from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import events from '@backstage/plugin-events-backend';
import permission from '@backstage/plugin-permission-backend';
import allowAllPolicy from '@backstage/plugin-permission-backend-module-allow-all-policy';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import escTrust from '@internal/backstage-plugin-esc-trust-backend';
import escTrustWebhooks from '@internal/backstage-plugin-events-backend-module-esc-trust';
import escTrustActions from '@internal/backstage-plugin-scaffolder-backend-module-esc-trust';
import { apiEntity } from './apiEntity';
import { loopbackOnly } from './loopbackOnly';

/** What the demo portal's backend consists of. */
export const portalFeatures: BackendFeature[] = [
  app,

  auth,
  guestProvider,

  catalog,
  catalogLogs,
  templateEntities,
  apiEntity,

  events,
  escTrustWebhooks,

  permission,
  allowAllPolicy,

  scaffolder,
  escTrustActions,
  escTrust,

  // The demo never reaches a real cloud. Not for a real deployment.
  loopbackOnly,
];
