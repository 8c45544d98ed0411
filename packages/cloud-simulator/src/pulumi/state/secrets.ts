import { randomBytes } from 'node:crypto';
import { parseDefinition } from '../definition/parse';

/**
 * Pulumi Cloud's vault: keeps what `fn::secret` hides, and puts ciphertext in
 * its place, so that nobody reads a secret from a definition again.
 */
export class SecretVault {
  private readonly plainByCiphertext = new Map<string, string>();

  plaintexts(): Iterable<string> {
    return this.plainByCiphertext.values();
  }

  ciphertexts(): Iterable<string> {
    return this.plainByCiphertext.keys();
  }

  decrypt(ciphertext: string): string | undefined {
    return this.plainByCiphertext.get(ciphertext);
  }

  /** Everything else of the text stays as it is, to the letter. */
  encryptSecrets(yaml: string): string {
    const { plainSecrets } = parseDefinition('', yaml);
    let result = '';
    let end = 0;
    for (const { span, text, block } of plainSecrets) {
      const ciphertext = randomBytes(24).toString('base64');
      this.plainByCiphertext.set(ciphertext, text);
      result += yaml.slice(end, span[0]);
      result += `{ciphertext: ${ciphertext}}`;
      result += block && yaml[span[1] - 1] === '\n' ? '\n' : '';
      end = span[1];
    }
    return result + yaml.slice(end);
  }
}
