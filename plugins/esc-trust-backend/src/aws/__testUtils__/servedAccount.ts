import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import {
  CloudSimulator,
  createCloudSimulator,
  serveCloudSimulator,
  SimulatedAccount,
} from '@internal/cloud-simulator';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { InstantClock } from '../../__testUtils__/InstantClock';
import { IamLister } from '../IamLister';
import { IamReader } from '../IamReader';
import { IamWriteOptions } from '../IamWrites';
import { IamWriter } from '../IamWriter';

export const ACCOUNT_ID = '111111111111';

/** An account of a simulator behind HTTP, with a clock that doesn't wait. */
export interface ServedAccount {
  simulator: CloudSimulator;
  account: SimulatedAccount;
  clock: InstantClock;
  reader: IamReader;
  lister(options?: { timeoutMs?: number }): IamLister;
  /** As if every call were answered with this text. */
  answering(text: string): { lister: IamLister; reader: IamReader };
  writer(options?: IamWriteOptions): IamWriter;
  /** Names of the writes that have arrived. */
  writes(): string[];
  stop(): Promise<void>;
}

/** Starts it; credentials take a moment to come when a test wants it. */
export async function serveAccount(
  options: { credentialsDelayMs?: number } = {},
): Promise<ServedAccount> {
  const simulator = createCloudSimulator();
  const account = simulator.aws.addAccount(ACCOUNT_ID);
  const credentials = simulator.aws.createAccessKey({
    accountId: ACCOUNT_ID,
    userName: 'portal',
  });
  const server = await serveCloudSimulator(simulator);
  const clock = new InstantClock();
  const clientOptions = {
    region: 'us-east-1',
    endpoint: server.url,
    credentials: async () => {
      await sleep(options.credentialsDelayMs ?? 0);
      return credentials;
    },
    maxAttempts: 1,
  };
  const clients = {
    accountId: ACCOUNT_ID,
    credentialKeys: 'aws.accounts',
    iam: new IAMClient(clientOptions),
    sts: new STSClient(clientOptions),
  };
  return {
    simulator,
    account,
    clock,
    reader: new IamReader(clients),
    lister: listOptions => new IamLister(clients, listOptions),
    answering: text => {
      const iam = new IAMClient({
        ...clientOptions,
        requestHandler: {
          handle: async () => ({
            response: {
              statusCode: 200,
              headers: {},
              body: Readable.from([Buffer.from(text)], { objectMode: false }),
            },
          }),
        } as never,
      });
      const fooled = { ...clients, iam };
      return { lister: new IamLister(fooled), reader: new IamReader(fooled) };
    },
    writer: writeOptions =>
      new IamWriter(clients, { clock, random: () => 0.5, ...writeOptions }),
    writes: () => simulator.calls.filter(c => c.write).map(c => c.action),
    stop: async () => {
      clients.iam.destroy();
      clients.sts.destroy();
      await server.close();
    },
  };
}

/** A trust policy that admits the account itself. */
export const TRUST_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
    Action: 'sts:AssumeRole',
  },
});

/** A role to create. */
export const NEW_ROLE = {
  name: 'ours',
  path: '/pulumi-esc/',
  description: 'Made by a test',
  trustPolicy: TRUST_POLICY,
  maxSessionDuration: 3600,
  tags: { team: 'payments' },
};
