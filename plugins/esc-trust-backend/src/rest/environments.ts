import { escTrustEnvironmentReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { ApiRouter } from './ApiRouter';
import type { RouterOptions } from './createRouter';

/** `/environments` and what is below it: live from Pulumi Cloud. */
export function addEnvironmentRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, environments } = options;

  router.get('/environments', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustEnvironmentReadPermission,
    );
    res.json(await environments.list(req.query, reading));
  });

  router.get('/environments/:organization/:project/:name', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustEnvironmentReadPermission,
    );
    const { organization, project, name } = req.params;
    const details = await environments.get(
      { organization, project, name },
      reading,
    );
    res.json(details);
  });
}
