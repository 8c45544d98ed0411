/** The process that is measured: a backend with the plugin, and nothing mocked. */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import auth from '@backstage/plugin-auth-backend';
import guestProvider from '@backstage/plugin-auth-backend-module-guest-provider';
import permission from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
// It is measured here, and shipped by nobody.
import escTrust from '@internal/backstage-plugin-esc-trust-backend';
import {
  escTrustMappingReadPermission,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  createEscTrustConditionalDecision,
  escTrustConditions,
} from '@internal/backstage-plugin-esc-trust-node';
import express from 'express';
import PromiseRouter from 'express-promise-router';

/** Everybody may do everything, or with what these own only. */
const owners = process.env.BENCH_OWNERS?.split(',');

const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init(deps) {
        deps.policy.setPolicy({
          handle: async ({ permission: asked }) =>
            owners &&
            isResourcePermission(asked, RESOURCE_TYPE_ESC_TRUST_MAPPING)
              ? createEscTrustConditionalDecision(
                  asked,
                  escTrustConditions.isOwner({ claims: owners }),
                )
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});

/**
 * What the plugin's routes are compared with: the same sign-in, the same
 * question to the permission framework, and an answer that is there already.
 */
const constant = createBackendPlugin({
  pluginId: 'bench',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpAuth, httpRouter, permissions }) {
        const answers = new Map<string, object>();
        const router = PromiseRouter();
        router.put('/:name', express.json({ limit: '1mb' }), (req, res) => {
          answers.set(req.params.name, req.body);
          res.status(204).end();
        });
        router.get('/page', async (req, res) => {
          const credentials = await httpAuth.credentials(req, {
            allow: ['user', 'service'],
          });
          await permissions.authorizeConditional(
            [{ permission: escTrustMappingReadPermission }],
            { credentials },
          );
          res.json(answers.get('page'));
        });
        router.get('/one/:id', async (req, res) => {
          const credentials = await httpAuth.credentials(req, {
            allow: ['user', 'service'],
          });
          await permissions.authorize(
            [
              {
                permission: escTrustMappingReadPermission,
                resourceRef: req.params.id,
              },
            ],
            { credentials },
          );
          res.json(answers.get('one'));
        });
        httpRouter.use(router);
      },
    });
  },
});

const backend = createBackend();
for (const feature of [
  auth,
  guestProvider,
  permission,
  policy,
  escTrust,
  constant,
]) {
  backend.add(feature);
}
backend.start();
