import { Caller } from '../access/ownership';

export const TEAM = 'group:default/payments-team';
export const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
export const SECOND_POLICY =
  'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess';
export const BOUNDARY = 'arn:aws:iam::aws:policy/PowerUserAccess';
export const DEV = '111111111111';
export const SANDBOX = '333333333333';

/** A member of the team that most tests act for. */
export const MEMBER: Caller = {
  userRef: 'user:default/guest',
  ownershipRefs: ['user:default/guest', TEAM],
};

/** In a definition, and nowhere else. */
export const PLANTED_SECRET = 'planted-plaintext-value';
export const PLANTED_VALUE = 'planted-configuration-value';
export const PLANTED_COMMENT = 'Kept by the payments team.';
