import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { storageModule } from './modules/storage';

/** The plugins are found in package.json (`app.packages: all`). */
export default createApp({
  features: [navModule, signInModule, storageModule],
});
