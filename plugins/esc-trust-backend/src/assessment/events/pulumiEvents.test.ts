import { readPulumiEvent } from './pulumiEvents';

const read = (payload: unknown) => readPulumiEvent(payload, 'acme');
const PROD = { organization: 'acme', project: 'payments', name: 'prod' };

describe('a webhook of Pulumi ESC', () => {
  it.each([
    { projectName: 'payments', environmentName: 'prod' },
    { projectName: 'payments', envName: 'prod', organizationName: 'ACME' },
    { environment: { project: 'payments', name: 'prod' } },
    { environment: { projectName: 'payments', name: 'prod' } },
    { environment: 'acme/payments/prod', organization: 'acme' },
    { environmentName: 'payments/prod' },
    { project: { name: 'payments' }, environment: { name: 'prod' } },
    {
      organization: { name: 'Acme Inc.', githubLogin: 'acme' },
      projectName: 'payments',
      environmentName: 'prod',
      user: { name: 'x' },
    },
    { projectName: 'payments', environmentName: 'prod', environment: 7 },
  ])('names the environment that it is about: %j', payload => {
    expect(read(payload)).toEqual(PROD);
  });

  it.each([
    [undefined],
    ['prod'],
    [[]],
    [{}],
    [{ environmentName: 'prod' }],
    [{ projectName: '..', environmentName: 'prod' }],
    [{ projectName: 'payments', environmentName: 'a b' }],
    [{ projectName: 'payments', environmentName: { name: 'prod' } }],
    [
      {
        projectName: 'payments',
        environmentName: 'prod',
        organizationName: 'other',
      },
    ],
  ])('names none of the organization: %j', payload => {
    expect(read(payload)).toBeUndefined();
  });
});
