import { HttpResponse } from 'msw';
import { badRequest } from './errors';
import type { PulumiRequest, Route } from './route';
import { environmentPath } from './route';

/** Operations that tell about the token and about an environment's relations. */
export const aboutRoutes: Route[] = [
  {
    method: 'get',
    path: '/api/user',
    run: ({ token }) =>
      HttpResponse.json({
        githubLogin: token.login,
        name: token.login,
        organizations: token.organizations.map(name => ({
          githubLogin: name,
          name,
        })),
        tokenInfo: {
          name: token.name ?? 'token',
          ...(token.type === 'organization' && {
            organization: token.organizations[0],
          }),
          ...(token.type === 'team' && {
            organization: token.organizations[0],
            team: token.team,
          }),
        },
      }),
  },
  {
    method: 'get',
    path: `${environmentPath}/metadata`,
    scope: 'environment:read',
    run: ({ environment }) => {
      const { id, ownedBy, requiresApproval, openRequiresApproval } =
        environment();
      return HttpResponse.json({
        id,
        ownedBy: { githubLogin: ownedBy, name: ownedBy, avatarUrl: '' },
        // The names of the actions are inferred [U].
        gatedActions: [
          ...(requiresApproval ? ['update'] : []),
          ...(openRequiresApproval ? ['open'] : []),
        ],
        openRequestNeeded: openRequiresApproval,
      });
    },
  },
  {
    method: 'get',
    path: `${environmentPath}/referrers`,
    scope: 'environment:read',
    run: listReferrers,
  },
];

/** Referrers by the revision that they refer to: always the latest here. */
function listReferrers(received: PulumiRequest): Response {
  const { query } = received;
  const environment = received.environment();
  const { environments, stacks } = received
    .organization()
    .environments.referrersOf(environment);
  const all = [
    ...environments.map(({ project, name, revision }) => ({
      environment: { project, name, revision },
    })),
    ...stacks.map(stack => ({ stack })),
  ];
  const count = Number(query.get('count') || 500);
  const start = Number(query.get('continuationToken') || 0);
  if (!Number.isInteger(count) || count < 1 || count > 500) {
    throw badRequest('count must be a number from 1 to 500');
  }
  if (!Number.isInteger(start) || start < 0) {
    throw badRequest('invalid continuation token');
  }
  const page = all.slice(start, start + count);
  const end = start + page.length;
  return HttpResponse.json({
    referrers: page.length > 0 ? { [environment.revision]: page } : {},
    ...(end < all.length && { continuationToken: String(end) }),
  });
}
