import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import type { RouterOptions } from '../rest/createRouter';
import { assessMapping, listMappings, readMapping } from '../rest/mappings';
import { accountId, entityRef, mapping, mappingId, status } from './schemas';

const LOOKS = { readOnly: true, idempotent: true, destructive: false };
const DEFAULT_LIMIT = 20;
const MOST = 50;

/** Registers what can be asked about mappings. */
export function addMappingActions(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  registry.register({
    name: 'list-mappings',
    title: 'List ESC trust mappings',
    description:
      'Lists which Pulumi ESC environments use which AWS roles, and whether each may assume its role: trusted, conditional, over-permissive (others may too), untrusted or unknown. Filters are combined; the values of one are alternatives.',
    attributes: LOOKS,
    schema: {
      input: zod =>
        zod
          .object({
            q: zod
              .string()
              .min(1)
              .max(310)
              .optional()
              .describe(
                'The beginning of organization/project/name, project/name, the name, the role or the account',
              ),
            status: zod.array(status(zod)).max(5).optional(),
            ownerRef: zod.array(entityRef(zod)).max(100).optional(),
            entityRef: zod.array(entityRef(zod)).max(100).optional(),
            accountId: zod.array(accountId(zod)).max(100).optional(),
            limit: zod.number().int().min(1).max(MOST).optional(),
            cursor: zod
              .string()
              .min(1)
              .max(2_000)
              .optional()
              .describe('nextCursor of the page before'),
          })
          .strict(),
      output: zod =>
        zod.object({
          items: zod.array(
            zod.object({
              id: zod.string(),
              environment: zod.string(),
              loginPath: zod.string(),
              roleArn: zod.string().optional(),
              ownerRef: zod.string().optional(),
              status: status(zod),
              findings: zod.array(zod.string()),
            }),
          ),
          totalItems: zod.number(),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { items, totalItems, pageInfo } = await listMappings(
        options,
        credentials,
        { limit: DEFAULT_LIMIT, ...input },
      );
      const { nextCursor } = pageInfo;
      return {
        output: {
          items: items.map(inShort),
          totalItems,
          ...(nextCursor ? { nextCursor } : {}),
        },
      };
    },
  });

  registry.register({
    name: 'explain-mapping',
    title: 'Explain an ESC trust mapping',
    description:
      'Tells why an environment may or may not assume its AWS role, and who else may: the gates in order, what was found and what to change.',
    attributes: LOOKS,
    schema: {
      input: zod => zod.object({ id: mappingId(zod) }).strict(),
      output: mapping,
    },
    action: async ({ input, credentials }) => ({
      output: { ...(await readMapping(options, credentials, input.id)) },
    }),
  });

  registry.register({
    name: 'assess-mapping',
    title: 'Assess an ESC trust mapping again',
    description:
      'Reads the live state of the environment and its AWS role now, and stores the new trust report. Changes nothing in AWS or Pulumi Cloud.',
    attributes: { readOnly: false, idempotent: true, destructive: false },
    schema: {
      input: zod => zod.object({ id: mappingId(zod) }).strict(),
      output: mapping,
    },
    action: async ({ input, credentials }) => {
      const caller = await options.callers.userOf(credentials);
      return {
        output: { ...(await assessMapping(options, caller, input.id)) },
      };
    },
  });
}

function inShort({
  id,
  environment,
  loginPath,
  roleArn,
  ownerRef,
  trust,
}: Mapping) {
  return {
    id,
    environment: stringifyEnvironmentRef(environment),
    loginPath,
    ...(roleArn ? { roleArn } : {}),
    ...(ownerRef ? { ownerRef } : {}),
    status: trust.status,
    findings: [...new Set(trust.findings.map(({ code }) => code))],
  };
}
