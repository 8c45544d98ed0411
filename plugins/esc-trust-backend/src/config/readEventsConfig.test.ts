import { ConfigReader } from '@backstage/config';
import { readEscTrustConfig } from './readEscTrustConfig';

const read = (escTrust: object = {}) =>
  readEscTrustConfig(new ConfigReader({ escTrust } as never));
const DAY_MS = 86_400_000;

describe('what is heard, told and kept', () => {
  it('needs no configuration', () => {
    expect(read()).toMatchObject({
      events: { iamTopic: 'esc-trust-iam' },
      notifications: {
        enabled: true,
        statuses: ['untrusted', 'over-permissive', 'unknown'],
        quietMs: 900_000,
      },
      history: { keepMs: 400 * DAY_MS },
    });
  });

  it('can be configured', () => {
    expect(
      read({
        events: { iamTopic: 'cloudtrail' },
        notifications: {
          enabled: false,
          statuses: ['conditional'],
          quietPeriod: { hours: 1 },
        },
        history: { keep: '30d' },
      }),
    ).toMatchObject({
      events: { iamTopic: 'cloudtrail' },
      notifications: {
        enabled: false,
        statuses: ['conditional'],
        quietMs: 3_600_000,
      },
      history: { keepMs: 30 * DAY_MS },
    });
  });

  it.each<[string, object, RegExp]>([
    [
      'a status that is none',
      { notifications: { statuses: ['broken'] } },
      /escTrust\.notifications\.statuses has "broken", which is none of untrusted/,
    ],
    [
      'a history that is hardly one',
      { history: { keep: '1h' } },
      /escTrust\.history\.keep must be at least 86400000 milliseconds/,
    ],
  ])('refuses %s', (_, escTrust, sentence) => {
    expect(() => read(escTrust)).toThrow(sentence);
  });
});
