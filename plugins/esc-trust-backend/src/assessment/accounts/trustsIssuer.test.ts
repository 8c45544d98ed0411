import { randomTrustCases } from '@internal/cloud-simulator';
import {
  compileTrustPolicy,
  parseTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import { trustsIssuer } from './trustsIssuer';

const ISSUER = 'https://api.pulumi.com/oidc';
const PROVIDER = 'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';

const policy = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        ...statement,
      },
    ],
  });

describe('trustsIssuer', () => {
  it.each<[string, string, boolean]>([
    ['names it', policy({ Principal: { Federated: PROVIDER } }), true],
    [
      'names it in another case',
      policy({ Principal: { Federated: PROVIDER.toUpperCase() } }),
      true,
    ],
    [
      'names it among others',
      policy({ Principal: { Federated: ['arn:x', PROVIDER] } }),
      true,
    ],
    [
      'names it with escapes',
      policy({ Principal: { Federated: PROVIDER } }).replace(/\//g, '\\u002f'),
      true,
    ],
    ['trusts anybody', policy({ Principal: '*' }), true],
    ['trusts any account', policy({ Principal: { AWS: '*' } }), true],
    [
      'trusts any account, by another call',
      policy({ Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
      false,
    ],
    [
      'trusts anybody by any call',
      policy({ Principal: '*', Action: ['sts:TagSession', 'sts:*'] }),
      true,
    ],
    [
      'trusts anybody but for one call',
      policy({
        Principal: '*',
        Action: undefined,
        NotAction: 'sts:AssumeRole',
      }),
      true,
    ],
    [
      'names all providers',
      policy({ Principal: { Federated: 'arn:aws:iam::*:oidc-provider/*' } }),
      true,
    ],
    [
      'names all but one',
      policy({ NotPrincipal: { AWS: 'arn:aws:iam::111111111111:root' } }),
      true,
    ],
    ['is broken and names it', `{"Statement": "${PROVIDER}`, true],
    ['is broken', '{"Statement": [', false],
    [
      'trusts a service',
      policy({ Principal: { Service: 'ec2.amazonaws.com' } }),
      false,
    ],
    [
      'trusts another issuer, with a wildcard in a condition',
      policy({
        Principal: {
          Federated:
            'arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com',
        },
        Condition: { StringLike: { 'x:sub': 'repo:acme/*' } },
      }),
      false,
    ],
    [
      'trusts a longer issuer',
      policy({ Principal: { Federated: `${PROVIDER}/v2` } }),
      false,
    ],
  ])('a policy that %s', (_, document, expected) => {
    expect(trustsIssuer(document, [ISSUER])).toBe(expected);
  });

  it('never misses a policy that may let somebody of the issuer in', () => {
    const next = randomTrustCases(7);
    const counts = { kept: 0, left: 0, letIn: 0 };
    for (let i = 0; i < 3_000; i++) {
      const { policy: document, requests } = next();
      const text = JSON.stringify(document);
      const isKept = trustsIssuer(text, [ISSUER]);
      counts[isKept ? 'kept' : 'left'] += 1;
      const { policy: parsed } = parseTrustPolicy(text);
      const letsIn = requests.some(({ claims: { aud, sub } }) => {
        const effect =
          parsed &&
          compileTrustPolicy(parsed).decide({
            principal: { federated: PROVIDER },
            claims: { audience: aud, subject: sub },
          });
        return effect !== undefined && !effect.endsWith('-deny');
      });
      counts.letIn += letsIn ? 1 : 0;
      expect([text, isKept || !letsIn]).toEqual([text, true]);
    }
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(50);
  });
});
