import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { actionsMessages } from './actions';
import { cardMessages } from './card';
import { fleetMessages } from './fleet';
import { labMessages } from './lab';
import { operationsMessages } from './operations';
import { pageMessages } from './page';
import { reportMessages } from './report';
import { rolesMessages } from './roles';
import { sharedMessages } from './shared';
import { tabMessages } from './tab';

/**
 * The texts of the plugin, to be translated by an app.
 *
 * @public
 */
export const escTrustTranslationRef = createTranslationRef({
  id: 'esc-trust',
  messages: {
    ...sharedMessages,
    ...actionsMessages,
    ...cardMessages,
    ...fleetMessages,
    ...labMessages,
    ...operationsMessages,
    ...pageMessages,
    ...reportMessages,
    ...rolesMessages,
    ...tabMessages,
  },
});
