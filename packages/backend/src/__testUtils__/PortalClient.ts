import { setTimeout as sleep } from 'node:timers/promises';

/** What became of a template run. */
export interface TemplateRun {
  status: string;
  output: Record<string, unknown>;
  /** Every line of the task log. */
  log: string[];
}

/** Speaks with the portal's backend over HTTP, as one user. */
export class PortalClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  /** Waits until the catalog knows the user's team, then signs in. */
  static async signIn(baseUrl: string): Promise<PortalClient> {
    return waitFor('the user to be in the catalog', async () => {
      const response = await fetch(`${baseUrl}/api/auth/guest/refresh`, {
        method: 'POST',
      });
      if (!response.ok) {
        return undefined;
      }
      const { token, identity } = (await response.json()).backstageIdentity;
      return identity.ownershipEntityRefs.length > 1
        ? new PortalClient(baseUrl, token)
        : undefined;
    });
  }

  /** @returns status and body of the answer */
  async request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  }

  /** Runs a template of the catalog to its end. */
  async runTemplate(name: string, values: unknown): Promise<TemplateRun> {
    const entity = `/api/catalog/entities/by-name/template/default/${name}`;
    await waitFor(`the template ${name} to be in the catalog`, async () =>
      (await this.request('GET', entity)).status === 200 ? true : undefined,
    );
    const tasks = '/api/scaffolder/v2/tasks';
    const created = await this.request('POST', tasks, {
      templateRef: `template:default/${name}`,
      values,
    });
    if (created.status !== 201) {
      throw new Error(`No task: ${JSON.stringify(created.body)}`);
    }
    const { id } = created.body;
    const status = await waitFor('the task to end', async () => {
      const task = (await this.request('GET', `${tasks}/${id}`)).body;
      return ['open', 'processing'].includes(task.status)
        ? undefined
        : (task.status as string);
    });
    const events = (await this.request('GET', `${tasks}/${id}/events`)).body;
    return {
      status,
      output: events.at(-1).body.output ?? {},
      log: events.map((event: any) => event.body.message),
    };
  }
}

async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await sleep(200);
  }
  throw new Error(`Waited in vain for ${what}`);
}
