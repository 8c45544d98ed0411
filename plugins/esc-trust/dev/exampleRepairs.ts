import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../src/testing/exampleMapping';
import { exampleOperation } from '../src/testing/examplePlan';

const ACCESS_DENIED =
  'AWS refuses iam:UpdateAssumeRolePolicy on esc-payments-dev-0a1b2c3d: the portal’s role has no permission for it';

/** The trust policy could not be written. */
export const ROLLED_BACK = exampleOperation(
  'rolled-back',
  ['succeeded', 'rolled-back', 'succeeded', 'failed'],
  { error: ACCESS_DENIED },
);
ROLLED_BACK.steps[3].error = ACCESS_DENIED;

const BY_HAND =
  'The audience aws:acme could not be taken back: AWS did not answer. Remove it from arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc by hand, unless another environment of acme uses it';

/** It could not be written, and what was done could not be undone. */
export const NEEDS_ATTENTION = exampleOperation(
  'needs-attention',
  ['succeeded', 'succeeded', 'succeeded', 'failed'],
  { error: BY_HAND },
);
NEEDS_ATTENTION.steps[1].error = 'AWS did not answer';
NEEDS_ATTENTION.steps[3].error = ACCESS_DENIED;

/** One mapping for each way that a repair can go. */
export const REPAIRS: Mapping[] = [
  ['succeeds', 'Is repaired.'],
  ['moved', 'What is there moves while the plan is read.'],
  ['nothing', 'What is wrong isn’t the portal’s to change.'],
  ['refused', 'The role isn’t the portal’s.'],
  ['rolls-back', 'A step fails, and what was done is undone.'],
  ['attention', 'A step fails, and what was done can’t be undone.'],
  ['planning', 'The plan takes forever.'],
].map(([name, message]) =>
  exampleMapping(`acme/repair/${name}`, {
    status: 'untrusted',
    access: 'fails',
    gates: [{ gate: 'trust-policy', outcome: 'fail', message }],
  }),
);

/** One mapping for each way that an assessment can go. */
export const ASSESSMENTS: Mapping[] = [
  ['works', 'Is trusted when it is assessed again.'],
  ['denied', 'The user may not assess it.'],
  ['fails', 'AWS does not answer.'],
  ['stale', 'The live state can’t be read.'],
].map(([name, message]) =>
  exampleMapping(
    `acme/assess/${name}`,
    {
      status: 'untrusted',
      access: 'fails',
      gates: [{ gate: 'role', outcome: 'fail', message }],
    },
    { source: 'discovered' },
  ),
);
