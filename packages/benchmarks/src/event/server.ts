/** The process that is measured: a portal that hears of changes. */
import { createBackend } from '@backstage/backend-defaults';
import auth from '@backstage/plugin-auth-backend';
import guestProvider from '@backstage/plugin-auth-backend-module-guest-provider';
import events from '@backstage/plugin-events-backend';
import permission from '@backstage/plugin-permission-backend';
import allowAllPolicy from '@backstage/plugin-permission-backend-module-allow-all-policy';
import escTrust from '@internal/backstage-plugin-esc-trust-backend';

const backend = createBackend();
for (const feature of [
  auth,
  guestProvider,
  permission,
  allowAllPolicy,
  events,
  escTrust,
]) {
  backend.add(feature);
}
backend.start();
