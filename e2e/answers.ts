import { Page, Route } from '@playwright/test';

/** What the browser gets from the plugin's API in place of the portal's answer. */
export type Answer =
  /** None, ever. */
  | 'pending'
  /** As when there is no backend. */
  | 'nobody'
  /** An error of Backstage's kind, with this status. */
  | { status: number; error: string; message: string }
  /** This body. */
  | { body: object }
  /** What the portal answers, changed. */
  | { change: (body: any) => object };

/** Mappings, none of them. */
export const NO_ITEMS: Answer = {
  body: { items: [], totalItems: 0, pageInfo: {} },
};

export const DENIED: Answer = {
  status: 403,
  error: 'NotAllowedError',
  message: 'Unauthorized',
};

export const FAILED: Answer = {
  status: 500,
  error: 'InternalError',
  message: 'The database is away',
};

export const NOT_FOUND: Answer = {
  status: 404,
  error: 'NotFoundError',
  message: 'There is no such thing',
};

/**
 * Answers calls of the plugin's API, until {@link answerAsPortal}.
 *
 * @param path - what the path behind `/api/esc-trust/` begins with; `` answers all
 */
export async function answer(
  page: Page,
  path: string,
  how: Answer,
): Promise<void> {
  const isAsked = ({ pathname }: URL) =>
    pathname.startsWith(`/api/esc-trust/${path}`);
  await page.route(isAsked, route => respond(route, how));
}

/** Leaves all answers to the portal again. */
export async function answerAsPortal(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function respond(route: Route, how: Answer): Promise<void> {
  if (how === 'pending') {
    return;
  }
  const origin = (await route.request().headerValue('origin')) ?? '*';
  const headers = { 'access-control-allow-origin': origin };
  if (how === 'nobody') {
    await route.fulfill({ status: 404, headers, body: 'Not Found' });
  } else if ('change' in how) {
    const response = await route.fetch();
    const json = how.change(await response.json());
    await route.fulfill({ response, json });
  } else if ('body' in how) {
    await route.fulfill({ headers, json: how.body });
  } else {
    const { status, error: name, message } = how;
    const request = { method: route.request().method(), url: '/' };
    await route.fulfill({
      status,
      headers,
      json: {
        error: { name, message },
        request,
        response: { statusCode: status },
      },
    });
  }
}
