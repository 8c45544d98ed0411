/**
 * IAM, STS and Pulumi Cloud of a fleet over HTTP, as a process of their own: run
 * by a benchmark, with the size of the fleet as JSON in the environment.
 */
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAsks } from './asking';
import {
  accessKeyIdOf,
  accountIdOf,
  Answer,
  answerAws,
  awsError,
} from './awsAnswers';
import { CloudCalls, CloudOrder } from './cloudTypes';
import { AccountFaults } from './AccountFaults';
import { FleetPlan } from './FleetPlan';
import { answerPulumi } from './pulumiAnswers';
import { TokenBucket } from './TokenBucket';

const plan = new FleetPlan(JSON.parse(process.env.ESC_TRUST_FLEET!));
let waves = 0;
let latencyMs = 0;
let limit: TokenBucket | undefined;
let faults: AccountFaults | undefined;
let calls: CloudCalls['calls'] = {};
let listed: CloudCalls['listed'] = {};

function count(name: string): void {
  calls[name] = (calls[name] ?? 0) + 1;
}

function noteRead(source: string): void {
  listed[source] = [...(listed[source] ?? []), Date.now()];
}

function iam(form: URLSearchParams, accessKeyId: string): Answer | undefined {
  const action = form.get('Action') ?? '';
  const isIam = form.get('Version') === '2010-05-08';
  count(`${isIam ? 'iam' : 'sts'}:${action}`);
  if (isIam && limit && !limit.take(Date.now())) {
    count('throttled');
    return awsError(400, 'Throttling', 'Rate exceeded');
  }
  if (!isIam) {
    return answerAws(plan, { form, accessKeyId, waves });
  }
  const accountId = accountIdOf(accessKeyId);
  if (action === 'ListRoles' && !form.has('Marker')) {
    noteRead(accountId);
  }
  switch (faults?.of(plan.accountOf(accountId))) {
    case 'denied':
      return awsError(
        403,
        'AccessDenied',
        `User: arn:aws:sts::${accountId}:assumed-role/portal/backstage is not authorized to perform: iam:${action}`,
      );
    case 'hanging':
      return undefined;
    case 'garbage':
      return {
        status: 200,
        type: 'text/html',
        body: '<html><body>502 Bad Gateway</body></html>',
      };
    default:
      return answerAws(plan, { form, accessKeyId, waves });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer | undefined;
  if (request.method === 'POST') {
    answer = iam(
      new URLSearchParams(await textOf(request)),
      accessKeyIdOf(request.headers.authorization ?? ''),
    );
  } else {
    const url = new URL(request.url ?? '/', 'http://pulumi.test');
    const [, , , , organization, ...rest] = url.pathname.split('/');
    const isList = organization !== undefined && rest.length === 0;
    count(`pulumi:${isList ? 'list' : 'read'}`);
    if (isList && !url.searchParams.has('continuationToken')) {
      noteRead(organization);
    }
    answer = answerPulumi(plan, url, waves);
  }
  if (latencyMs > 0) {
    await sleep(latencyMs);
  }
  if (answer) {
    const { status, type, etag, body } = answer;
    response
      .writeHead(status, {
        'Content-Type': type,
        'Content-Length': Buffer.byteLength(body),
        ...(etag ? { ETag: etag } : {}),
      })
      .end(body);
  }
}

const server = createServer((request, response) => {
  serve(request, response).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    response.destroy();
  });
});

answerAsks({
  url: () =>
    new Promise(resolve =>
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      ),
    ),
  order: (order: CloudOrder) => {
    waves = order.waves ?? waves;
    latencyMs = order.latencyMs ?? latencyMs;
    if (order.iamCallsPerSecond !== undefined) {
      limit = order.iamCallsPerSecond
        ? new TokenBucket(order.iamCallsPerSecond)
        : undefined;
    }
    if (order.faults !== undefined) {
      faults = order.faults ? new AccountFaults(plan, order.faults) : undefined;
    }
  },
  /** What was called since it was last asked. */
  calls: () => {
    const result = { calls, listed };
    calls = {};
    listed = {};
    return result;
  },
});
