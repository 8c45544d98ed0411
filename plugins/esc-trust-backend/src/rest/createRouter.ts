import { AuditorService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerReader } from '../access/CallerReader';
import { SourceStore } from '../assessment/sources/SourceStore';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { FindingAcceptance } from '../mappings/FindingAcceptance';
import { MappingRegistry } from '../mappings/MappingRegistry';
import { MappingStore } from '../mappings/MappingStore';
import { OperationStore } from '../provisioning/journal/OperationStore';
import { Provisioner } from '../provisioning/Provisioner';
import { Verifier } from '../verification/Verifier';
import { addAcceptanceRoutes } from './acceptances';
import { addAccountRoutes } from './accounts';
import { evaluate } from './evaluations';
import { addMappingChangeRoutes } from './mappingChanges';
import { addMappingRoutes } from './mappings';
import { addOperationRoutes } from './operations';
import { addProvisioningOptionsRoutes } from './provisioningOptions';
import { addSummaryRoute } from './summary';
import { addVerifyRoute } from './verify';

/** What the routes need. */
export interface RouterOptions {
  callers: CallerReader;
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
  router.use(
    createValidatedOpenApiRouter(openApiDocument as never) as unknown as Router,
  );

  addMappingRoutes(router, options);
  addMappingChangeRoutes(router, options);
  addAcceptanceRoutes(router, options);
  addSummaryRoute(router, options);
  addAccountRoutes(router, options);
  addVerifyRoute(router, options);
  addOperationRoutes(router, options);
  addProvisioningOptionsRoutes(router, options);

  router.post('/evaluations', async (req, res) => {
    // Judges only what the caller has sent, so signing in is enough.
    await options.callers.credentials(req);
    res.json(evaluate(req.body));
  });
  return router;
}
