import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';

/** The plugins are found in package.json (`app.packages: all`). */
export default createApp({
  features: [navModule],
});
