import { TestDatabases } from '@backstage/backend-test-utils';
import Ajv2020 from 'ajv/dist/2020';
import {
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What the validator of requests and this test have in common. */
const addSchema = jest.spyOn(Ajv2020.prototype, 'addSchema');

/** JSON text of lists in one another, in an object. */
const nested = (depth: number) =>
  `{"Statement":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('requests', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({ knex: await databases.init('SQLITE_3') });
  });

  afterAll(() => portal.stop());

  const evaluation = (trustPolicy: string) => ({
    environment: { organization: 'acme', project: 'payments', name: 'dev' },
    role: { arn: 'arn:aws:iam::111111111111:role/x', trustPolicy },
  });

  const sendText = (type: string, text: string) =>
    portal.http
      .post('/api/esc-trust/evaluations')
      .set('Authorization', GUEST)
      .set('Content-Type', type)
      .send(text);

  const send = (type: string, body: object) =>
    sendText(type, JSON.stringify(body));

  it('are checked for HEAD as for GET', async () => {
    const ask = async (query: string) => {
      const { status, text } = await portal.http
        .head(`/api/esc-trust/summary?${query}`)
        .set('Authorization', GUEST);
      return [status, text];
    };
    expect(await ask('roleName=x')).toEqual([200, undefined]);
    expect(await ask('surprise=1')).toEqual([400, undefined]);
  });

  it('may be as long as the document allows, whatever the characters', async () => {
    const { status, body } = await send(
      'application/json',
      evaluation('𝕏'.repeat(131_072)),
    );
    expect(body.error?.message).toBeUndefined();
    expect(status).toBe(200);
  });

  it('may not be much longer than that', async () => {
    const { status, body } = await send(
      'application/json',
      evaluation('x'.repeat(1_100_000)),
    );
    expect(body.error.message).toBe('request entity too large');
    expect(status).toBe(400);
  });

  it.each<[string, (depth: number) => string, number]>([
    ['a body', depth => nested(depth - 2), 400],
    ['the text of a policy', depth => JSON.stringify(nested(depth)), 200],
  ])('may hold deep values: %s', async (_, policyOf, answerWhenTooDeep) => {
    const ask = async (depth: number) => {
      const text = JSON.stringify(evaluation('here'));
      return (
        await sendText(
          'application/json',
          text.replace('"here"', policyOf(depth)),
        )
      ).status;
    };
    expect(await ask(100)).toBe(200);
    expect(await ask(20_000)).toBe(answerWhenTooDeep);
  });

  it('hold JSON, or nothing', async () => {
    const { status, body } = await send('text/plain', evaluation('{}'));
    expect(body.error.message).toMatch(/unsupported media type/);
    expect(status).toBe(400);
  });

  it('leave no memory of what they claim to hold', async () => {
    const ask = async (parameter: string) => {
      const answer = await send(
        `application/json; charset=utf-8; x=${parameter}`,
        evaluation('{}'),
      );
      const other = await portal.http
        .get('/api/esc-trust/accounts')
        .set('Authorization', GUEST)
        .set('Content-Type', `${parameter}/${parameter}`);
      return [answer.status, other.status];
    };
    expect(await ask('first')).toEqual([200, 200]);
    addSchema.mockClear();
    expect(await ask('second')).toEqual([200, 200]);
    expect(addSchema).not.toHaveBeenCalled();
  });
});
