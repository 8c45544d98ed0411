import { parseArgs } from 'node:util';
import type { DemoData } from './demo/loadDemoData';
import { loadDemoData } from './demo/loadDemoData';
import { awsFaults } from './faultKinds';
import { serveCloudSimulator } from './http/serve';
import type { CloudSimulator } from './simulator';
import { createCloudSimulator } from './simulator';

/** Everything that belongs to the process: arguments, parent, signals. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = Number(values.port ?? 7010);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port takes a number up to 65535, not ${values.port}`);
  }
  const simulator = createCloudSimulator();
  const demo = loadDemoData(simulator);
  const server = await serveCloudSimulator(simulator, { port });

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close().finally(() => process.exit());
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (process.send) {
    process.once('disconnect', stop);
    process.on('message', message => obey(simulator, message));
    const { awsCredentials, pulumiTokens, mappings } = demo;
    process.send({ url: server.url, awsCredentials, pulumiTokens, mappings });
  } else {
    process.stdout.write(usage(server.url, demo));
  }
}

/** Does what the parent asks for. */
function obey({ faults }: CloudSimulator, message: unknown): void {
  const { refuseIamOf } = message as { refuseIamOf?: string };
  if (refuseIamOf) {
    faults.onCall(({ service, action, accountId }) => {
      if (service === 'iam' && accountId === refuseIamOf) {
        const place = { service, action, accountId };
        faults.add({ ...place, ...awsFaults.accessDenied(`iam:${action}`) });
      }
    });
  }
}

function usage(url: string, { awsCredentials, pulumiTokens }: DemoData) {
  return `The cloud simulator answers at ${url}

With the AWS CLI or an AWS SDK (made just now, worth nothing elsewhere):
  export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=${awsCredentials.accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${awsCredentials.secretAccessKey}
  aws --endpoint-url ${url} --region us-east-1 iam get-role --role-name payments-dev-api

With Pulumi Cloud's API:
  curl -H 'Authorization: token ${pulumiTokens.read}' ${url}/api/esc/environments/acme

Ctrl-C stops it.
`;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
