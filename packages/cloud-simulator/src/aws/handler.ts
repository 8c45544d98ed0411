import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import type { SimulatorCall } from '../calls';
import type { Faults } from '../faults';
import { BrokenConnection, InjectedError } from '../faults';
import type { Action, SignedCall } from './action';
import { AwsError } from './errors';
import { identityProviderActions } from './iam/identityProviderActions';
import { managedPolicyActions } from './iam/managedPolicyActions';
import { roleActions } from './iam/roleActions';
import { rolePolicyActions } from './iam/rolePolicyActions';
import type { SimulatedAccount } from './state/account';
import { signedStsActions, unsignedStsActions } from './sts/actions';
import type { StsWorld } from './sts/assumeRoleWithWebIdentity';
import { Form } from './wire/form';
import { authenticate } from './wire/signature';
import { errorXml, successXml } from './wire/xml';

interface Service {
  name: 'iam' | 'sts';
  namespace: string;
  signed: Record<string, Action<SignedCall>>;
  unsigned: Record<string, Action<{ form: Form }>>;
}

/**
 * IAM and STS behind one address, told apart by the version in the form. A
 * POST of anything else is left to others.
 */
export function awsHandler(
  world: StsWorld,
  calls: SimulatorCall[],
  faults: Faults,
): RequestHandler {
  const services = new Map<string | undefined, Service>([
    [
      '2010-05-08',
      {
        name: 'iam',
        namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        signed: {
          ...identityProviderActions,
          ...managedPolicyActions,
          ...roleActions,
          ...rolePolicyActions,
        },
        unsigned: {},
      },
    ],
    [
      '2011-06-15',
      {
        name: 'sts',
        namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
        signed: signedStsActions(world),
        unsigned: unsignedStsActions(world),
      },
    ],
  ]);
  return http.post(/^https?:\/\/[^/]+\/?$/, async ({ request }) => {
    const body = await request.clone().text();
    const form = new Form(body);
    const service = services.get(form.text('Version'));
    const action = form.text('Action');
    if (!service || action === undefined) {
      return undefined;
    }
    const call: SimulatorCall = {
      service: service.name,
      action,
      accountId: accountOf(request, form, world),
      write: isWrite(service.name, action),
      status: 200,
    };
    calls.push(call);
    const requestId = randomUUID();
    const headers = { 'x-amzn-requestid': requestId };
    try {
      const received = { request, body, world };
      const result = await faults.pass(call, () =>
        answer(service, action, form, received),
      );
      return HttpResponse.xml(
        successXml(action, service.namespace, result, requestId),
        { headers },
      );
    } catch (error) {
      if (error instanceof BrokenConnection) {
        call.status = 0;
        return HttpResponse.error();
      }
      const refusal = refusalOf(error);
      call.status = refusal.status;
      return HttpResponse.xml(errorXml(service.namespace, refusal, requestId), {
        status: refusal.status,
        headers: { ...headers, ...refusal.headers },
      });
    }
  });
}

async function answer(
  service: Service,
  action: string,
  form: Form,
  received: { request: Request; body: string; world: StsWorld },
) {
  const { request, body, world } = received;
  if (Object.hasOwn(service.unsigned, action)) {
    return (await service.unsigned[action]({ form })) ?? undefined;
  }
  const { identity } = authenticate(
    {
      method: 'POST',
      url: new URL(request.url),
      headers: request.headers,
      body,
    },
    service.name,
    world.credentials,
    world.now(),
  );
  if (!Object.hasOwn(service.signed, action)) {
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${action} for version ${form.text('Version')}`,
    );
  }
  const account = world.aws.account(identity.accountId);
  const run = (seen: SimulatedAccount) =>
    service.signed[action]({ form, account: seen, identity });
  const write = isWrite(service.name, action);
  const result =
    service.name === 'iam'
      ? world.consistency.iam({ account, action, form, write }, run)
      : run(account);
  return (await result) ?? undefined;
}

function isWrite(service: 'iam' | 'sts', action: string): boolean {
  return service === 'iam' && !/^(Get|List)/.test(action);
}

/**
 * The account of whoever claims to sign; without a signature, the one that a
 * web identity asks for.
 */
function accountOf(
  request: Request,
  form: Form,
  { credentials }: StsWorld,
): string | undefined {
  const header = request.headers.get('authorization');
  const accessKeyId = /Credential=([^/,\s]+)/.exec(header ?? '')?.[1];
  return accessKeyId === undefined
    ? form.text('RoleArn')?.split(':')[4] || undefined
    : credentials.find(accessKeyId)?.identity.accountId;
}

function refusalOf(error: unknown): AwsError & { headers?: object } {
  if (error instanceof InjectedError) {
    const { name, message, status, headers } = error.fault;
    return Object.assign(new AwsError(name, message, status), { headers });
  }
  return error instanceof AwsError
    ? error
    : new AwsError('ServiceFailure', String(error), 500);
}
