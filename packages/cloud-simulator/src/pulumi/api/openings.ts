import { randomUUID } from 'node:crypto';
import { HttpResponse } from 'msw';
import { hasErrors } from '../definition/diagnostics';
import { durationSeconds } from '../definition/duration';
import type { EscValue } from '../definition/values';
import { propertiesOf } from '../definition/values';
import type { Openable } from '../opening/opener';
import { anonymous, ofEnvironment, openDefinition } from '../opening/opener';
import {
  approvalNeeded,
  badRequest,
  notFound,
  withDiagnostics,
} from './errors';
import { propertiesJson, valueJson } from './propertiesJson';
import type { PulumiRequest, Route } from './route';
import { environmentPath } from './route';

interface OpenedEnvironment {
  organization: string;
  key: string;
  value: EscValue;
  closesAt: number;
}

/** Operations that open definitions, and read what came out. */
export function openingRoutes(): Route[] {
  const opened = new Map<string, OpenedEnvironment>();

  const open = async (received: PulumiRequest, openable: Openable) => {
    const duration = received.query.get('duration') || '2h';
    const seconds = durationSeconds(duration);
    if (!seconds) {
      throw badRequest(`invalid duration '${duration}'`);
    }
    const { world } = received;
    const opener = received.opener();
    const { value, diagnostics } = await openDefinition(
      world,
      opener,
      openable,
    );
    if (hasErrors(diagnostics)) {
      throw withDiagnostics(diagnostics);
    }
    const id = randomUUID();
    opened.set(id, {
      organization: opener.organization,
      key: openable.key,
      value,
      closesAt: world.sts.now().getTime() + seconds * 1000,
    });
    return HttpResponse.json(
      diagnostics.length > 0 ? { id, diagnostics } : { id },
    );
  };

  const read = (received: PulumiRequest, key: string) => {
    const id = received.param('id');
    const found = opened.get(id);
    if (
      found?.organization !== received.organization().name ||
      found.key !== key ||
      found.closesAt <= received.world.sts.now().getTime()
    ) {
      throw notFound(`open environment '${id}'`);
    }
    const property = received.query.get('property');
    return HttpResponse.json(
      property
        ? valueJson(propertyAt(found.value, property))
        : { exprs: {}, properties: propertiesJson(found.value) },
    );
  };

  return [
    {
      method: 'post',
      path: '/api/esc/environments/{org}/yaml/open',
      scope: 'environment:open',
      run: async received =>
        open(received, anonymous(await received.request.text())),
    },
    {
      method: 'get',
      path: '/api/esc/environments/{org}/yaml/open/{id}',
      scope: 'environment:open',
      run: received => read(received, anonymous('').key),
    },
    {
      method: 'post',
      path: `${environmentPath}/open`,
      scope: 'environment:open',
      run: received => {
        const environment = received.environment();
        if (environment.openRequiresApproval) {
          throw approvalNeeded('open');
        }
        return open(received, ofEnvironment(environment, environment.yaml));
      },
    },
    {
      method: 'get',
      path: `${environmentPath}/open/{id}`,
      scope: 'environment:open',
      run: received => {
        const { project, name } = received.environment();
        return read(received, `${project}/${name}`);
      },
    },
  ];
}

function propertyAt(value: EscValue, path: string): EscValue {
  let current: EscValue | undefined = value;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    const content: EscValue['value'] | undefined = current?.value;
    current = Array.isArray(content)
      ? content[Number(step)]
      : propertiesOf(current)?.[step];
  }
  if (!current) {
    throw notFound(`property '${path}'`);
  }
  return current;
}
