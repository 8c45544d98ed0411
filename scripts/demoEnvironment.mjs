/** The environment variables of the demo: nothing in them leads to a real cloud. */
import { devNull } from 'node:os';

/** Without whatever a developer's shell says about real clouds. */
export function withoutClouds(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(AWS|PULUMI)_/i.test(name)),
  );
}

/** @param simulator - what the simulator said about itself when it was ready */
export function demoEnvironment(env, simulator) {
  const { url, awsCredentials, pulumiTokens } = simulator;
  return {
    ...withoutClouds(env),
    // Guest sign-in exists in development only.
    NODE_ENV: 'development',
    BROWSER: env.BROWSER ?? 'none',

    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,

    // Read by app-config.yaml.
    ESC_TRUST_AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
    ESC_TRUST_AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
    ESC_TRUST_PULUMI_URL: url,
    ESC_TRUST_PULUMI_READ_TOKEN: pulumiTokens.read,
    ESC_TRUST_PULUMI_WRITE_TOKEN: pulumiTokens.write,
    ESC_TRUST_PULUMI_OPEN_TOKEN: pulumiTokens.open,
  };
}
