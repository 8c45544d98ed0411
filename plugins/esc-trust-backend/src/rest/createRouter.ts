import { AuditorService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';
import { RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerReader } from '../access/CallerReader';
import { ReadableNames } from '../access/ReadableNames';
import { SourceStore } from '../assessment/sources/SourceStore';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { FindingAcceptance } from '../mappings/FindingAcceptance';
import { EnvironmentInspector } from '../inspection/EnvironmentInspector';
import { RoleInspector } from '../inspection/RoleInspector';
import { MappingRegistry } from '../mappings/MappingRegistry';
import { MappingStore } from '../mappings/MappingStore';
import { OperationStore } from '../provisioning/journal/OperationStore';
import { Provisioner } from '../provisioning/Provisioner';
import { Verifier } from '../verification/Verifier';
import { addAcceptanceRoutes } from './acceptances';
import { addAccountRoutes } from './accounts';
import { addEnvironmentRoutes } from './environments';
import { evaluate } from './evaluations';
import { addMappingChangeRoutes } from './mappingChanges';
import { addMappingRoutes } from './mappings';
import { addOperationRoutes } from './operations';
import { addOrganizationRoutes } from './organizations';
import { addProvisioningOptionsRoutes } from './provisioningOptions';
import { addRoleRoutes } from './roles';
import { addSummaryRoute } from './summary';
import { validatedRouter } from './validatedRouter';
import { addVerifyRoute } from './verify';

/** What the routes need. */
export interface RouterOptions {
  callers: CallerReader;
  names: ReadableNames;
  catalog: CatalogService;
  config: EscTrustConfig;
  auditor: AuditorService;
  mappings: MappingStore;
  sources: SourceStore;
  registry: MappingRegistry;
  acceptance: FindingAcceptance;
  verifier: Verifier;
  operations: OperationStore;
  provisioner: Provisioner;
  environments: EnvironmentInspector;
  roles: RoleInspector;
  /** Told after somebody has registered, changed or forgotten a mapping. */
  onChanges: () => void;
}

/**
 * The REST API. Requests are validated against the OpenAPI document before a
 * handler sees them.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const router = PromiseRouter();
  // The validating router would serve its document too, but label it 3.0.
  router.get('/openapi.json', (req, res) => {
    res.json({ ...openApiDocument, servers: [{ url: req.baseUrl || '/' }] });
  });
  const api = validatedRouter();
  api.use('/mappings', tellOfChanges(options.onChanges));
  router.use(api);

  addMappingRoutes(api, options);
  addMappingChangeRoutes(api, options);
  addAcceptanceRoutes(api, options);
  addSummaryRoute(api, options);
  addAccountRoutes(api, options);
  addRoleRoutes(api, options);
  addOrganizationRoutes(api, options);
  addEnvironmentRoutes(api, options);
  addVerifyRoute(api, options);
  addOperationRoutes(api, options);
  addProvisioningOptionsRoutes(api, options);

  api.post('/evaluations', async (req, res) => {
    // Judges only what the caller has sent, so signing in is enough.
    await options.callers.credentials(req);
    res.json(evaluate(req.body));
  });
  return router;
}

/**
 * What is assessed or verified isn't told here: a changed status is announced once
 * for all that came together, however many somebody has assessed again.
 */
function tellOfChanges(onChanges: () => void): RequestHandler {
  return (req, res, next) => {
    const isChange =
      !['GET', 'HEAD'].includes(req.method) &&
      !/\/(assess|verify)$/.test(req.path);
    if (isChange) {
      res.once('finish', () => {
        if (res.statusCode < 400) {
          onChanges();
        }
      });
    }
    next();
  };
}
