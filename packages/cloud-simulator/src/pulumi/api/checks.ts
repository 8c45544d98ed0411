import { HttpResponse } from 'msw';
import { hasErrors } from '../definition/diagnostics';
import type { Evaluation } from '../opening/evaluate';
import type { Openable } from '../opening/opener';
import { anonymous, checkDefinition, ofEnvironment } from '../opening/opener';
import { withDiagnostics } from './errors';
import { expressionJson, functionCounts } from './expressionJson';
import { propertiesJson } from './propertiesJson';
import type { PulumiRequest, Route } from './route';
import { environmentPath } from './route';

/** Operations that look at a definition without opening anything. */
export const checkRoutes: Route[] = [
  {
    method: 'post',
    path: '/api/esc/environments/{org}/yaml/check',
    scope: 'environment:read',
    run: async received =>
      check(received, anonymous(await received.request.text())),
  },
  {
    method: 'post',
    path: `${environmentPath}/check`,
    scope: 'environment:read',
    run: received => {
      const environment = received.environment();
      return check(received, ofEnvironment(environment, environment.yaml));
    },
  },
];

async function check(
  received: PulumiRequest,
  openable: Openable,
): Promise<Response> {
  const evaluation = await checkDefinition(
    received.world,
    received.opener(),
    openable,
  );
  const body = checkJson(evaluation);
  if (hasErrors(evaluation.diagnostics)) {
    throw withDiagnostics(evaluation.diagnostics, body);
  }
  return HttpResponse.json({ ...body, diagnostics: evaluation.diagnostics });
}

/** Secrets are never shown: `showSecrets` is not simulated. */
function checkJson({ definition, value }: Evaluation): object {
  const { values, source } = definition;
  return {
    exprs: values
      ? Object.fromEntries(
          [...values.entries].map(([key, expression]) => [
            key,
            expressionJson(expression, source),
          ]),
        )
      : {},
    properties: propertiesJson(value, { hideSecrets: true }),
    environmentFunctionSummary: {
      funcCounts: functionCounts(values),
      rotationPaths: [],
    },
  };
}
