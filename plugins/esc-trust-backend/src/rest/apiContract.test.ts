import { breachesIn } from '../__testUtils__/apiContract';
import { KeptAnswer } from '../__testUtils__/keepAnswers';

const ACCOUNT = { accountId: '111111111111', partition: 'aws' };
const REFUSAL = {
  error: { name: 'NotAllowedError', message: 'You need a permission' },
  request: { method: 'GET', url: '/accounts' },
  response: { statusCode: 403 },
};

const answer = (body: unknown, change: Partial<KeptAnswer> = {}) => ({
  request: 'GET /api/esc-trust/accounts?x=1',
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  text: '',
  ...change,
});

describe('the check of every answer', () => {
  it.each<[string, KeptAnswer]>([
    ['an answer', answer({ items: [ACCOUNT] })],
    ['a refusal', answer(REFUSAL, { status: 403 })],
    [
      'an answer without a body',
      answer('', { request: 'DELETE /api/esc-trust/mappings/x', status: 204 }),
    ],
    [
      'a refusal with a plan',
      answer(
        {
          ...REFUSAL,
          plan: {
            kind: 'repair',
            steps: [],
            planDigest: '',
            outcome: {
              roleArn: '',
              identityProviderArn: '',
              audience: '',
              subject: '',
            },
          },
        },
        { request: 'POST /api/esc-trust/operations', status: 409 },
      ),
    ],
    ['what is no route', answer('', { request: 'GET /x', status: 404 })],
  ])('lets %s pass', (_, kept) => {
    expect(breachesIn(kept)).toEqual([]);
  });

  it.each<[string, KeptAnswer, RegExp]>([
    ['another status', answer(REFUSAL, { status: 418 }), /418 is not listed/],
    [
      'a field too many',
      answer({ items: [{ ...ACCOUNT, token: 'x' }] }),
      /items\/0 must NOT have additional properties {"additionalProperty":"tok/,
    ],
    [
      'a refusal that tells more',
      answer(
        { ...REFUSAL, error: { ...REFUSAL.error, cause: {} } },
        {
          status: 403,
        },
      ),
      /error must NOT have additional properties/,
    ],
    [
      'a field too few',
      answer({ items: [{}] }),
      /required property 'partition'/,
    ],
    [
      'a time that isn’t one',
      answer({ items: [{ ...ACCOUNT, lastGoodAt: 'now' }] }),
      /must match format "date-time"/,
    ],
    [
      'another type of content',
      answer({ items: [] }, { contentType: 'text/html' }),
      /200 is text\/html/,
    ],
    [
      'a body where there is none',
      answer({}, { request: 'DELETE /api/esc-trust/mappings/x', status: 204 }),
      /204 has a body/,
    ],
    [
      'a route that is not in the document',
      answer({}, { request: 'GET /api/esc-trust/secrets' }),
      /GET \/api\/esc-trust\/secrets is not documented/,
    ],
  ])('finds %s', (_, kept, breach) => {
    expect(breachesIn(kept).join('\n')).toMatch(breach);
  });
});
