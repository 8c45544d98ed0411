import {
  exampleAssessment,
  exampleStatement,
} from '../../testing/exampleAssessment';
import { gateMessage } from './gateMessage';

describe('gateMessage', () => {
  it.each([
    [
      'identity-provider',
      { identityProvider: null },
      'InvalidIdentityToken: No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc',
    ],
    [
      'audience',
      { identityProvider: { clientIds: [] } },
      'InvalidIdentityToken: Incorrect token audience',
    ],
    [
      'role',
      { role: null },
      'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    ],
    [
      'trust-policy',
      {},
      'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    ],
  ])(
    'takes AWS’s error out of the engine’s sentence about the %s',
    (gate, input, error) => {
      const { mapping } = exampleAssessment(
        [exampleStatement({ StringEquals: { aud: 'aws:acme', sub: 'x' } })],
        input,
      );
      const { message } = mapping.trust.gates.find(g => g.gate === gate)!;
      expect(gateMessage(message)).toEqual({
        sentence: message.replace(` AWS says "${error}".`, ''),
        awsError: error,
      });
    },
  );

  it('keeps the advice that follows', () => {
    expect(gateMessage('It fails. AWS says "no". Do this.')).toEqual({
      sentence: 'It fails. Do this.',
      awsError: 'no',
    });
  });

  it('leaves other sentences alone', () => {
    const message = 'The trust policy admits the subject AWS says "x';
    expect(gateMessage(message)).toEqual({ sentence: message });
  });
});
