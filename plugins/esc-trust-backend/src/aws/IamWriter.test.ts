import { setTimeout as sleep } from 'node:timers/promises';
import { UnansweredError } from '../time/UnansweredError';
import { GuardedCall, WriteGuard } from '../time/WriteGuard';
import {
  NEW_ROLE,
  ServedAccount,
  serveAccount,
  TRUST_POLICY,
} from './__testUtils__/servedAccount';
import { AWS_CALL_TIMEOUT_MS } from './IamClients';

const POLICY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const BOUNDARY = 'arn:aws:iam::aws:policy/PowerUserAccess';
const DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});

describe('IamWriter', () => {
  let served: ServedAccount;

  beforeEach(async () => {
    served = await serveAccount();
  });

  afterEach(() => served.stop());

  const throttled = {
    kind: 'error',
    name: 'Throttling',
    status: 400,
    message: 'Rate exceeded',
  } as const;

  const caught = async (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => {
        throw new Error('It should have failed');
      },
      error => error,
    );

  it('repeats what AWS throttles, any write, until it works', async () => {
    served.simulator.faults.add({ ...throttled, write: true, times: 5 });
    await served.writer().createRole(NEW_ROLE);
    expect(served.writes()).toEqual(Array(6).fill('CreateRole'));
    expect(served.account.role('ours')).toBeDefined();
  });

  it('gives up what AWS throttles for more than two minutes', async () => {
    const start = served.clock.now().getTime();
    served.simulator.faults.add({ ...throttled, times: 1_000 });
    const error = await caught(served.writer().createRole(NEW_ROLE));
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'AWS refuses iam:CreateRole in account 111111111111: Rate exceeded',
      ),
    });
    expect(error).not.toBeInstanceOf(UnansweredError);
    const took = served.clock.now().getTime() - start;
    expect(took).toBeGreaterThan(90_000);
    expect(took).toBeLessThanOrEqual(120_000);
  });

  it('waits until a principal of a policy shows', async () => {
    served.simulator.faults.add({
      action: 'CreateRole',
      times: 3,
      kind: 'error',
      name: 'MalformedPolicyDocument',
      status: 400,
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/new"',
    });
    await served.writer().createRole(NEW_ROLE);
    expect(served.writes()).toHaveLength(4);
  });

  const notYet = (action: string, name: string, status: number) => ({
    action,
    times: 3,
    kind: 'error' as const,
    name,
    status,
  });

  it('waits until a role that it has just made shows', async () => {
    await served.writer().createRole(NEW_ROLE);
    served.simulator.faults.add({
      ...notYet('AttachRolePolicy', 'NoSuchEntity', 404),
      message: 'The role with name ours cannot be found.',
    });
    await served.writer().attachPolicy('ours', POLICY);
    expect(served.writes().slice(1)).toEqual(Array(4).fill('AttachRolePolicy'));
  });

  it('waits until what it has just taken off a role is off', async () => {
    await served.writer().createRole(NEW_ROLE);
    served.simulator.faults.add({
      ...notYet('DeleteRole', 'DeleteConflict', 409),
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await served.writer().deleteRole('ours');
    expect(served.account.role('ours')).toBeUndefined();
  });

  it('gives up after a minute what doesn’t show', async () => {
    const start = served.clock.now().getTime();
    await expect(
      served.writer().attachPolicy('absent', POLICY),
    ).rejects.toThrow('The role with name absent cannot be found');
    const took = served.clock.now().getTime() - start;
    expect(took).toBeGreaterThan(30_000);
    expect(took).toBeLessThanOrEqual(60_000);
  });

  it('doesn’t wait for a policy that AWS doesn’t know', async () => {
    await served.writer().createRole(NEW_ROLE);
    await expect(
      served.writer().attachPolicy('ours', `${POLICY}Typo`),
    ).rejects.toThrow('does not exist');
    expect(served.writes().slice(1)).toEqual(['AttachRolePolicy']);
  });

  it.each([
    [
      'LimitExceeded',
      409,
      'InputError',
      'Cannot exceed quota for ACLSizePerRole: 2048',
    ],
    ['MalformedPolicyDocument', 400, 'InputError', 'Syntax errors in policy.'],
    ['EntityAlreadyExists', 409, 'ConflictError', 'Role exists.'],
    ['AccessDenied', 403, 'ServiceUnavailableError', 'not authorized'],
  ])('takes %s for final', async (name, status, errorName, message) => {
    served.simulator.faults.add({ kind: 'error', name, status, message });
    const error = await caught(served.writer().createRole(NEW_ROLE));
    expect(error.name).toBe(errorName);
    expect(error.message).toContain(message);
    expect(error).not.toBeInstanceOf(UnansweredError);
    expect(served.writes()).toEqual(['CreateRole']);
  });

  it('says of a role of the same name that there is one', async () => {
    await served.writer().createRole(NEW_ROLE);
    await expect(served.writer().createRole(NEW_ROLE)).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it.each(['lost', 'dropped'] as const)(
    'tells that a role may have been made when the connection breaks (%s)',
    async kind => {
      served.simulator.faults.add({ action: 'CreateRole', kind });
      const error = await caught(served.writer().createRole(NEW_ROLE));
      expect(error).toBeInstanceOf(UnansweredError);
      expect(error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /doesn't answer iam:CreateRole in account 111111111111, which may have/,
        ),
      });
      expect(served.writes()).toEqual(['CreateRole']);
      expect(served.account.role('ours') !== undefined).toBe(kind === 'lost');
    },
  );

  it('writes a trust policy once, whatever becomes of the answer', async () => {
    await served.writer().createRole(NEW_ROLE);
    served.simulator.faults.add({
      action: 'UpdateAssumeRolePolicy',
      kind: 'error',
      name: 'ServiceFailure',
      status: 500,
      message: 'oops',
    });
    await expect(
      served.writer().updateTrustPolicy('ours', TRUST_POLICY),
    ).rejects.toBeInstanceOf(UnansweredError);
    expect(served.writes()).toEqual(['CreateRole', 'UpdateAssumeRolePolicy']);
  });

  it('repeats a lost write that is the same when repeated', async () => {
    await served.writer().createRole(NEW_ROLE);
    served.simulator.faults.add({ action: 'AttachRolePolicy', kind: 'lost' });
    await served.writer().attachPolicy('ours', POLICY);
    expect(served.writes().slice(1)).toEqual(Array(2).fill('AttachRolePolicy'));
  });

  it('doesn’t call a write refused when an earlier try may have worked', async () => {
    await served.writer().createRole(NEW_ROLE);
    served.simulator.faults.add({ action: 'AttachRolePolicy', kind: 'lost' });
    served.simulator.faults.add({
      action: 'AttachRolePolicy',
      kind: 'error',
      name: 'LimitExceeded',
      status: 409,
      message: 'too many',
    });
    await expect(
      served.writer().attachPolicy('ours', POLICY),
    ).rejects.toBeInstanceOf(UnansweredError);
  });

  it('really ends a call that takes too long', async () => {
    served.simulator.faults.add({ kind: 'delay', ms: 5_000 });
    const start = Date.now();
    await expect(
      served.writer({ timeoutMs: 100 }).createRole(NEW_ROLE),
    ).rejects.toBeInstanceOf(UnansweredError);
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(served.writes()).toEqual(['CreateRole']);
  });

  it('sends nothing after its time, however late credentials come', async () => {
    const slow = await serveAccount({ credentialsDelayMs: 200 });
    try {
      await expect(
        slow.writer({ timeoutMs: 50 }).createRole(NEW_ROLE),
      ).rejects.toBeInstanceOf(UnansweredError);
      await sleep(400);
      expect(slow.writes()).toEqual([]);
    } finally {
      await slow.stop();
    }
  });

  it('finds everything that it has made, and takes it away again', async () => {
    const { reader } = served;
    const writer = served.writer();
    await writer.createRole({ ...NEW_ROLE, permissionsBoundaryArn: POLICY });
    expect(await reader.getRole('ours')).toMatchObject({
      description: 'Made by a test',
      permissionsBoundaryArn: POLICY,
      tags: { team: 'payments' },
    });
    await writer.setPermissionsBoundary('ours', BOUNDARY);
    await writer.tagRole('ours', { team: 'platform', more: 'x' });
    await writer.updateMaxSessionDuration('ours', 7200);
    await writer.putInlinePolicy('ours', 'esc', DOCUMENT);
    expect(await reader.listInlinePolicies('ours')).toEqual({ esc: DOCUMENT });
    expect(await reader.getRole('ours')).toMatchObject({
      description: 'Made by a test',
      permissionsBoundaryArn: BOUNDARY,
      maxSessionDuration: 7200,
      tags: { team: 'platform', more: 'x' },
    });
    await expect(writer.deleteRole('ours')).rejects.toMatchObject({
      name: 'ConflictError',
    });
    for (let time = 1; time <= 2; time++) {
      await writer.removePermissionsBoundary('ours');
      await writer.untagRole('ours', ['more']);
      await writer.deleteInlinePolicy('ours', 'esc');
      await writer.detachPolicy('ours', POLICY);
    }
    const role = await reader.getRole('ours');
    expect(role).toMatchObject({ tags: { team: 'platform' } });
    expect(role).not.toHaveProperty('permissionsBoundaryArn');
    expect(await reader.listInlinePolicies('ours')).toEqual({});
    await writer.deleteRole('ours');
    await writer.deleteRole('ours');
    expect(await reader.getRole('ours')).toBeUndefined();
  });

  it('takes away what is not there without an error', async () => {
    const writer = served.writer();
    const provider =
      'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
    await writer.deleteRole('none');
    await writer.detachPolicy('none', POLICY);
    await writer.deleteInlinePolicy('none', 'x');
    await writer.removePermissionsBoundary('none');
    await writer.untagRole('none', ['x']);
    await writer.deleteIdentityProvider(provider);
    await writer.removeAudience(provider, 'x');
    expect(served.writes()).toHaveLength(7);
  });

  it('makes an identity provider, also when the answer gets lost', async () => {
    const writer = served.writer();
    const arn = 'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
    served.simulator.faults.add({ write: true, kind: 'lost' });
    await writer.createIdentityProvider({
      issuer: 'https://api.pulumi.com/oidc',
      tags: { a: 'b' },
    });
    await writer.addAudience(arn, 'aws:acme');
    await writer.addAudience(arn, 'aws:acme');
    expect(await served.reader.getIdentityProvider(arn)).toEqual({
      arn,
      clientIds: ['aws:acme'],
      tags: { a: 'b' },
    });
  });

  describe('with a guard', () => {
    const guardOf = (
      calls: GuardedCall[],
      refuseAfter = Infinity,
      signal?: AbortSignal,
    ): WriteGuard => ({
      signal,
      beforeWrite: async call => {
        calls.push(call);
        if (calls.length > refuseAfter) {
          throw new Error('the lease is lost');
        }
      },
    });

    it('sends nothing that it refuses', async () => {
      const asked: GuardedCall[] = [];
      const writer = served.writer({ guard: guardOf(asked, 0) });
      await expect(writer.createRole(NEW_ROLE)).rejects.toThrow(
        'the lease is lost',
      );
      expect(asked).toEqual([
        { name: 'iam:CreateRole', timeoutMs: AWS_CALL_TIMEOUT_MS },
      ]);
      expect(served.writes()).toEqual([]);
    });

    it('asks it before each try', async () => {
      const asked: GuardedCall[] = [];
      served.simulator.faults.add({ ...throttled, times: 3 });
      const writer = served.writer({ guard: guardOf(asked, 2) });
      await expect(writer.createRole(NEW_ROLE)).rejects.toThrow(
        'the lease is lost',
      );
      expect(asked).toHaveLength(3);
      expect(served.writes()).toHaveLength(2);
    });

    it('ends waiting when its signal says so', async () => {
      const controller = new AbortController();
      served.simulator.faults.add({ ...throttled, times: 1_000 });
      served.simulator.faults.onCall(({ index }) => {
        if (index === 2) {
          controller.abort(new Error('the lease is lost'));
        }
      });
      const guard = guardOf([], Infinity, controller.signal);
      const error = await caught(served.writer({ guard }).createRole(NEW_ROLE));
      // The third call was under way: its answer was awaited.
      expect(error).toMatchObject({ message: 'the lease is lost' });
      expect(served.writes()).toHaveLength(3);
    });

    it('sends nothing once its signal was aborted', async () => {
      const guard = guardOf([], Infinity, AbortSignal.abort(new Error('late')));
      await expect(
        served.writer({ guard }).createRole(NEW_ROLE),
      ).rejects.toThrow('late');
      expect(served.writes()).toEqual([]);
    });
  });
});
