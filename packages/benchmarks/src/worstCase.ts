import { TrustPolicyRequest } from '@internal/backstage-plugin-esc-trust-common';

/** The largest trust policy that AWS grants, in characters. */
const LONGEST = 8_192;
const STARS = 20;
const SUBJECT_LENGTH = 512;
const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';

/** Patterns of 20 stars that almost match, each differently, so none is shared. */
const SHAPES: Record<string, (piece: number) => string> = {
  'short pieces': () => `${'*a'.repeat(STARS)}b`,
  'long pieces': piece => `${`*${'a'.repeat(piece)}`.repeat(STARS)}b*`,
  'one long piece': piece =>
    `${'*'.repeat(STARS - 1)}${'a'.repeat(piece * STARS)}b*`,
  'question marks': piece => `${`*${'?a'.repeat(piece)}`.repeat(STARS)}b*`,
  'one long piece of question marks': piece =>
    `${'*a'.repeat(STARS - 2)}*${'?a'.repeat(piece * STARS)}b*`,
};

/** A policy of the greatest length whose patterns all fail as late as they can. */
export interface WorstCase {
  name: string;
  document: object;
  request: TrustPolicyRequest;
}

/** The shapes of patterns that cost the most, each in a policy of full length. */
export function worstCases(): WorstCase[] {
  return Object.entries(SHAPES).flatMap(([shape, make]) =>
    [1, 4, 12].map(piece => ({
      name: `${shape}, ${piece}`,
      document: fullPolicy(make(piece)),
      request: {
        principal: { federated: PROVIDER },
        claims: { audience: 'aws:acme', subject: 'a'.repeat(SUBJECT_LENGTH) },
      },
    })),
  );
}

function fullPolicy(pattern: string): object {
  const policyOf = (patterns: string[]) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { 'api.pulumi.com/oidc:sub': patterns } },
      },
    ],
  });
  const room = LONGEST - JSON.stringify(policyOf([])).length;
  const count = Math.max(1, Math.floor(room / (pattern.length + 3)));
  return policyOf(new Array<string>(count).fill(pattern));
}
