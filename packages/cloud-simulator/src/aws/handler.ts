import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import type { SimulatorCall } from '../calls';
import type { Action, SignedCall } from './action';
import { AwsError } from './errors';
import { identityProviderActions } from './iam/identityProviderActions';
import { roleActions } from './iam/roleActions';
import { rolePolicyActions } from './iam/rolePolicyActions';
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
): RequestHandler {
  const services = new Map<string | undefined, Service>([
    [
      '2010-05-08',
      {
        name: 'iam',
        namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        signed: {
          ...identityProviderActions,
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
      write: service.name === 'iam' && !/^(Get|List)/.test(action),
      status: 200,
    };
    calls.push(call);
    const requestId = randomUUID();
    const headers = { 'x-amzn-requestid': requestId };
    try {
      const result = await answer(service, action, form, call, {
        request,
        body,
        world,
      });
      return HttpResponse.xml(
        successXml(action, service.namespace, result, requestId),
        { headers },
      );
    } catch (error) {
      const refusal =
        error instanceof AwsError
          ? error
          : new AwsError('ServiceFailure', String(error), 500);
      call.status = refusal.status;
      return HttpResponse.xml(errorXml(service.namespace, refusal, requestId), {
        status: refusal.status,
        headers,
      });
    }
  });
}

async function answer(
  service: Service,
  action: string,
  form: Form,
  call: SimulatorCall,
  received: { request: Request; body: string; world: StsWorld },
) {
  const { request, body, world } = received;
  if (Object.hasOwn(service.unsigned, action)) {
    call.accountId = accountOf(form.text('RoleArn'));
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
  call.accountId = identity.accountId;
  if (!Object.hasOwn(service.signed, action)) {
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${action} for version ${form.text('Version')}`,
    );
  }
  const account = world.aws.account(identity.accountId);
  return (
    (await service.signed[action]({ form, account, identity })) ?? undefined
  );
}

/** The account that a web identity asks for; nobody signed the request. */
function accountOf(roleArn: string | undefined): string | undefined {
  return roleArn?.split(':')[4] || undefined;
}
