import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoEnvironment } from './demoEnvironment.mjs';

test('nothing in the environment of the demo leads to a real cloud', () => {
  const url = 'http://127.0.0.1:7010';
  const env = demoEnvironment(
    {
      PATH: '/bin',
      AWS_PROFILE: 'production',
      AWS_ACCESS_KEY_ID: 'real',
      AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com',
      aws_session_token: 'real',
      PULUMI_ACCESS_TOKEN: 'real',
    },
    {
      url,
      awsCredentials: { accessKeyId: 'a', secretAccessKey: 's' },
      pulumiTokens: { read: 'r', write: 'w' },
    },
  );
  const clouds = Object.fromEntries(
    Object.entries(env).filter(([name]) => /^(AWS|PULUMI)_/i.test(name)),
  );
  assert.deepEqual(clouds, {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  assert.equal(env.PATH, '/bin');
  assert.equal(env.ESC_TRUST_PULUMI_URL, url);
});
