import type { KeyObject } from 'node:crypto';
import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

/** A key that signs tokens, and the id that finds it again. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * The keys of issuers. Only the simulated issuer's keys are published; a
 * foreign issuer signs with a key that nobody here can look up. Keys are made
 * when first needed.
 */
export class SigningKeys {
  private readonly byIssuer = new Map<string, Promise<SigningKey>>();

  constructor(private readonly publishedIssuer: string) {}

  /** The key that an issuer signs with. */
  of(issuer: string): Promise<SigningKey> {
    let key = this.byIssuer.get(issuer);
    if (!key) {
      key = newKey();
      this.byIssuer.set(issuer, key);
    }
    return key;
  }

  /** What a relying party finds under the issuer's URL; none if unreachable. */
  async published(issuer: string): Promise<SigningKey[] | undefined> {
    return issuer === this.publishedIssuer
      ? [await this.of(issuer)]
      : undefined;
  }
}

async function newKey(): Promise<SigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { kid: randomUUID(), ...pair };
}
