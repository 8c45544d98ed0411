import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import express, { Router } from 'express';
import request from 'supertest';
import { validatedRouter } from './validatedRouter';

const PROVISION = {
  kind: 'provision',
  environment: { organization: 'acme', project: 'payments', name: 'dev' },
  accountId: '111111111111',
  ownerRef: 'group:default/team',
};

const app = express();
const router: Router = validatedRouter();
router.post('/operations', (req, res) => {
  res.json(req.body);
});
app.use(
  router,
  MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  }).error(),
);

describe('the body of POST /operations', () => {
  it.each([
    PROVISION,
    {
      ...PROVISION,
      entityRefs: ['component:default/api'],
      role: {
        name: 'x',
        description: 'x',
        managedPolicyArns: ['x'],
        inlinePolicy: { Statement: [] },
        permissionsBoundaryArn: 'x',
        maxSessionDuration: 3600,
        tags: { a: 'b' },
      },
      login: {
        path: 'x',
        subjectAttributes: ['currentEnvironment.name'],
        duration: '1h',
        sessionName: 'x',
        policyArns: ['x'],
      },
      configureEnvironment: false,
      adoptRole: true,
      dryRun: true,
      planDigest: 'x',
    },
    { ...PROVISION, role: { inlinePolicy: '{}' } },
    { kind: 'repair', mappingId: 'x', dryRun: true, planDigest: 'x' },
    { kind: 'deprovision', mappingId: 'x' },
  ])('arrives as it was sent: %j', async body => {
    const response = await request(app).post('/operations').send(body);
    expect(response.body).toEqual(body);
    expect(response.status).toBe(200);
  });

  it.each<[object, RegExp]>([
    [{}, /'kind' must be equal to one of the allowed values: provision, rep/],
    [{ ...PROVISION, kind: 'destroy' }, /'kind' must be equal to one of/],
    [{ ...PROVISION, surprise: 1 }, /must NOT have additional properties/],
    [{ ...PROVISION, role: { arn: 'x' } }, /must NOT have additional/],
    [{ ...PROVISION, login: { roleArn: 'x' } }, /must NOT have additional/],
    [
      { ...PROVISION, role: { tags: { a: 1 } } },
      /role\/tags\/a must be string/,
    ],
    [
      { ...PROVISION, role: { inlinePolicy: 5 } },
      /inlinePolicy must be string/,
    ],
    [
      { ...PROVISION, login: { subjectAttributes: ['x'] } },
      /subjectAttributes\/0/,
    ],
    [{ ...PROVISION, mappingId: 'x' }, /must NOT have additional properties/],
    [{ kind: 'repair' }, /must have required property 'mappingId'/],
    [
      { kind: 'deprovision', mappingId: 'x', accountId: '1' },
      /must NOT have additional properties/,
    ],
  ])('is refused when it is malformed: %j', async (body, message) => {
    const response = await request(app).post('/operations').send(body);
    expect(response.body.error.message).toMatch(message);
    expect(response.status).toBe(400);
  });
});
