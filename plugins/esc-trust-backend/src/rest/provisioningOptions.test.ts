import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { escTrustRoleProvisionPermission } from '@internal/backstage-plugin-esc-trust-common';
import express from 'express';
import request from 'supertest';
import { CallerReader } from '../access/CallerReader';
import { readEscTrustConfig } from '../config/readEscTrustConfig';
import {
  addProvisioningOptionsRoutes,
  provisioningOptions,
} from './provisioningOptions';
import { validatedRouter } from './validatedRouter';

const TEAM = 'group:default/payments-team';
const OTHERS = 'group:default/secret-team';
const MEMBER = {
  userRef: 'user:default/a',
  ownershipRefs: ['user:default/a', TEAM],
};

const config = readEscTrustConfig(
  new ConfigReader({
    escTrust: {
      organizations: [{ name: 'acme' }],
      accounts: [
        { accountId: '111111111111', title: 'dev' },
        { accountId: '222222222222', partition: 'aws-cn' },
      ],
      provisioning: {
        allow: [
          {
            ownerRef: TEAM,
            accounts: ['111111111111', '222222222222', '999999999999'],
            projects: ['acme/payments', 'acme/*', 'unknown/project'],
            managedPolicyArns: ['arn:{partition}:iam::aws:policy/Amazon*'],
            inlinePolicies: true,
            allowedServices: ['s3'],
            maxSessionDuration: 7200,
          },
          {
            ownerRef: TEAM,
            accounts: ['111111111111'],
            projects: ['acme/payments'],
          },
          {
            ownerRef: TEAM,
            accounts: ['999999999999'],
            projects: ['acme/payments'],
          },
          {
            ownerRef: OTHERS,
            accounts: ['111111111111'],
            projects: ['acme/secret'],
          },
        ],
        permissionsBoundaryArn:
          'arn:{partition}:iam::{accountId}:policy/Boundary',
        requiredTags: ['cost'],
        fixedTags: { via: 'portal' },
      },
    },
  } as never),
);

describe('provisioningOptions', () => {
  it('tells a member what may be chosen, and nothing of others', () => {
    const options = provisioningOptions(config, MEMBER);
    expect(options).toEqual({
      owners: [
        {
          ownerRef: TEAM,
          choices: [
            {
              accounts: [
                {
                  accountId: '111111111111',
                  title: 'dev',
                  permissionsBoundaryArn:
                    'arn:aws:iam::111111111111:policy/Boundary',
                  managedPolicyArns: ['arn:aws:iam::aws:policy/Amazon*'],
                },
                {
                  accountId: '222222222222',
                  permissionsBoundaryArn:
                    'arn:aws-cn:iam::222222222222:policy/Boundary',
                  managedPolicyArns: ['arn:aws-cn:iam::aws:policy/Amazon*'],
                },
              ],
              projects: [
                { organization: 'acme', project: 'payments' },
                { organization: 'acme', project: '*' },
              ],
              inlinePolicies: true,
              allowedServices: ['s3'],
              maxSessionDuration: 7200,
            },
            {
              accounts: [
                expect.objectContaining({
                  accountId: '111111111111',
                  managedPolicyArns: [],
                }),
              ],
              projects: [{ organization: 'acme', project: 'payments' }],
              inlinePolicies: false,
              maxSessionDuration: 43200,
            },
          ],
        },
      ],
      role: {
        path: '/pulumi-esc/',
        nameTemplate: 'esc-{project}-{name}-{hash8}',
        customNames: true,
        requiredTags: ['cost'],
        fixedTags: { via: 'portal' },
        managedPolicies: 10,
      },
      login: {
        subjectAttributes: [
          'currentEnvironment.name',
          'rootEnvironment.name',
          'pulumi.organization.login',
        ],
        requiredSubjectAttributes: ['currentEnvironment.name'],
      },
    });
    expect(JSON.stringify(options)).not.toContain('secret');
  });

  it('tells of the owner that is asked for, in whatever case', () => {
    const both = { ...MEMBER, ownershipRefs: [TEAM, OTHERS] };
    const refs = (ownerRef?: string) =>
      provisioningOptions(config, both, ownerRef).owners.map(o => o.ownerRef);
    expect(refs()).toEqual([TEAM, OTHERS]);
    expect(refs('Group:default/Secret-Team')).toEqual([OTHERS]);
  });

  it('tells somebody without an allowed team that there is nothing', () => {
    const nobody = {
      userRef: 'user:default/b',
      ownershipRefs: ['user:default/b'],
    };
    expect(provisioningOptions(config, nobody).owners).toEqual([]);
    expect(
      provisioningOptions(config, nobody, 'user:default/b').owners,
    ).toEqual([]);
  });

  it.each([OTHERS, 'group:default/nowhere'])(
    'refuses a stranger the same way, whether %s is configured or not',
    ownerRef => {
      expect(() => provisioningOptions(config, MEMBER, ownerRef)).toThrow(
        `You are not a member of ${ownerRef}: choose an owner that you belong to`,
      );
    },
  );
});

describe('GET /provisioning-options', () => {
  const callers = {
    requireUser: jest.fn(async () => ({ ...MEMBER, credentials: {} })),
    require: jest.fn(async () => {}),
  };
  const app = express();
  const router = validatedRouter();
  addProvisioningOptionsRoutes(router, {
    callers: callers as unknown as CallerReader,
    config,
  });
  app.use(
    router,
    MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    }).error(),
  );
  const get = (query = '') => request(app).get(`/provisioning-options${query}`);

  it('answers a member who may provision', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body).toEqual(
      JSON.parse(JSON.stringify(provisioningOptions(config, MEMBER))),
    );
    expect(callers.require).toHaveBeenCalledWith(
      {},
      escTrustRoleProvisionPermission,
    );
  });

  it.each([
    [`?ownerRef=${TEAM}`, 200],
    [`?ownerRef=${encodeURIComponent(TEAM)}`, 200],
    [`?ownerRef=${OTHERS}`, 403],
    ['?ownerRef=payments-team', 400],
    ['?owner=x', 400],
  ])('answers %s with %i', async (query, status) => {
    expect((await get(query)).status).toBe(status);
  });

  it('needs a signed-in user with the permission', async () => {
    callers.require.mockRejectedValueOnce(new NotAllowedError('no'));
    expect((await get()).status).toBe(403);
    callers.requireUser.mockRejectedValueOnce(new NotAllowedError('no'));
    expect((await get()).status).toBe(403);
  });
});
