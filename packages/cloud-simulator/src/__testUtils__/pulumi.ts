import type { PulumiScope } from '../pulumi/state/tokens';
import type { CloudSimulator } from '../simulator';

/** What the API answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body, when it is JSON. */
  json: any;
}

/** Calls Pulumi Cloud's API with a new token of the organization `acme`. */
export function pulumiClient(
  simulator: CloudSimulator,
  scopes: PulumiScope[] = [
    'environment:read',
    'environment:write',
    'environment:open',
    'environment:delete',
  ],
  token = simulator.pulumi.createToken({
    login: 'dana',
    organizations: ['acme'],
    scopes,
    name: 'test',
  }),
) {
  return async (
    call: string,
    body?: string | object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const [method, path] = call.split(' ');
    const response = await fetch(`https://api.pulumi.com/api${path}`, {
      method,
      headers: { Authorization: `token ${token}`, ...headers },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  };
}
