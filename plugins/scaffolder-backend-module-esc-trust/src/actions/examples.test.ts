import { mockServices } from '@backstage/backend-test-utils';
import { EscTrustApi } from '@internal/backstage-plugin-esc-trust-common';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { mapping, operation, PLAN } from '../__testUtils__/operations';
import { runAction } from '../__testUtils__/runAction';
import { createActions } from '.';

const actions = createActions({
  auth: mockServices.auth(),
  client: {} as EscTrustApi,
});

const client: Partial<EscTrustApi> = {
  planOperation: async () => PLAN,
  startOperation: async () => operation('succeeded', 2),
  getMapping: async id => mapping({ id }),
  listMappings: async () => ({
    items: [mapping(), mapping({ id: 'n', loginPath: 'aws.reporting' })],
    totalItems: 2,
    pageInfo: {},
  }),
  assessMapping: async id => mapping({ id }),
  verifyMapping: async id =>
    mapping({ id, lastVerified: { at: '', outcome: 'success' } }),
};

const oneMapping: Partial<EscTrustApi> = {
  listMappings: async () => ({
    items: [mapping()],
    totalItems: 1,
    pageInfo: {},
  }),
};

/** As the scaffolder would render them. */
const rendered = (yaml: string) =>
  yaml.replace(/\$\{\{ .* \}\}/g, 'a-rendered-value');

const examples = actions.flatMap(action =>
  (action.examples ?? []).map(
    example => [action.id, example.description, example.example] as const,
  ),
);

describe('the examples of the actions', () => {
  it('are there for every action', () => {
    expect(actions.map(({ id }) => id)).toEqual([
      'esc-trust:role:provision',
      'esc-trust:role:repair',
      'esc-trust:role:deprovision',
      'esc-trust:mapping:assess',
      'esc-trust:mapping:verify',
    ]);
    for (const { id } of actions) {
      expect(examples.filter(([of]) => of === id).length).toBeGreaterThan(1);
    }
  });

  it.each(examples)('%s: %s', async (id, _, yaml) => {
    const { steps } = parse(rendered(yaml));
    for (const step of steps) {
      expect(step.action).toBe(id);
      const { schema } = actions.find(action => action.id === id)!;
      expect(validate(step.input, schema!.input!).errors).toEqual([]);
      const index = actions.findIndex(action => action.id === id);
      const { error } = await runAction(
        created => createActions(created)[index],
        {
          input: step.input,
          // Without the path of a login there had better be only one.
          client: step.input.loginPath ? client : { ...client, ...oneMapping },
        },
      );
      expect(error).toBeUndefined();
    }
  });

  it.each(actions)('$id describes every field, and takes no other', action => {
    const { input, output } = action.schema as any;
    for (const field of [
      ...Object.values<any>(input.properties),
      ...Object.values<any>(output.properties),
    ]) {
      expect(field.description).toEqual(expect.stringMatching(/.{5}/));
    }
    expect(validate({ nonsense: true }, input).valid).toBe(false);
  });
});
