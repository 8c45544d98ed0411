import { BackendFeature } from '@backstage/backend-plugin-api';
import app from '@backstage/plugin-app-backend';
import auth from '@backstage/plugin-auth-backend';
import guestProvider from '@backstage/plugin-auth-backend-module-guest-provider';
import catalog from '@backstage/plugin-catalog-backend';
import catalogLogs from '@backstage/plugin-catalog-backend-module-logs';
import templateEntities from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import events from '@backstage/plugin-events-backend';
import notifications from '@backstage/plugin-notifications-backend';
import permission from '@backstage/plugin-permission-backend';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import search from '@backstage/plugin-search-backend';
import catalogCollator from '@backstage/plugin-search-backend-module-catalog';
import signals from '@backstage/plugin-signals-backend';
import userSettings from '@backstage/plugin-user-settings-backend';
import escTrust from '@internal/backstage-plugin-esc-trust-backend';
import escTrustWebhooks from '@internal/backstage-plugin-events-backend-module-esc-trust';
import escTrustActions from '@internal/backstage-plugin-scaffolder-backend-module-esc-trust';
import { apiEntity } from './apiEntity';
import { loopbackOnly } from './loopbackOnly';
import { teamsOnlyPolicy } from './teamsOnlyPolicy';
import { visitorProvider } from './visitorProvider';

/** What the demo portal's backend consists of. */
export const portalFeatures: BackendFeature[] = [
  app,

  auth,
  guestProvider,
  visitorProvider,

  catalog,
  catalogLogs,
  templateEntities,
  apiEntity,

  events,
  escTrustWebhooks,

  permission,
  teamsOnlyPolicy,

  notifications,
  signals,
  search,
  catalogCollator,
  userSettings,

  scaffolder,
  escTrustActions,
  escTrust,

  // The demo never reaches a real cloud. Not for a real deployment.
  loopbackOnly,
];
