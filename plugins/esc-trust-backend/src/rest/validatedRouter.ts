import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { InputError } from '@backstage/errors';
import {
  EscTrustEndpoints,
  openApiDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import express, { RequestHandler } from 'express';
import { ApiRouter } from './ApiRouter';

/** The longest bodies that the document allows, whatever their characters. */
const BODY_LIMIT = '1mb';

/**
 * Express answers HEAD by the handler of GET, and the validator would let it
 * pass unchecked. Node sends no body, whatever the handler writes.
 */
const headIsGet: RequestHandler = (req, _res, next) => {
  if (req.method === 'HEAD') {
    req.method = 'GET';
  }
  next();
};

/**
 * How deep values may lie in one another: no policy comes near it, and what goes
 * through much more runs out of stack.
 */
const DEPTH_LIMIT = 100;

const boundedDepth: RequestHandler = (req, _res, next) => {
  let values: unknown[] = [req.body];
  for (let depth = 0; values.length > 0; depth++) {
    if (depth > DEPTH_LIMIT) {
      throw new InputError(
        `The body is nested too deep: at most ${DEPTH_LIMIT} levels are read`,
      );
    }
    values = values.flatMap(value =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  next();
};

/**
 * The validator keeps a compiled check for every type of content that it has
 * ever been told, whatever its parameters. It is told one of two, so that nobody
 * can fill the memory by making types up.
 */
const knownContentType: RequestHandler = (req, _res, next) => {
  if (req.headers['content-type'] !== undefined) {
    req.headers['content-type'] = req.is('application/json')
      ? 'application/json'
      : 'application/octet-stream';
  }
  next();
};

/**
 * A router that refuses whatever the OpenAPI document doesn't allow, and reads
 * bodies, so that handlers get what their types say.
 */
export function validatedRouter(): ApiRouter {
  return createValidatedOpenApiRouterFromGeneratedEndpointMap<EscTrustEndpoints>(
    // Its type wants arrays that may be written to.
    openApiDocument as never,
    {
      middleware: [
        headIsGet,
        express.json({ limit: BODY_LIMIT }),
        boundedDepth,
        knownContentType,
      ],
      // Backstage has looked at the credentials already.
      validatorOptions: { validateSecurity: false },
    },
  );
}
