import type { z } from 'zod/v3';

/** The library as Backstage hands it to actions. */
export type Zod = typeof z;

/** Name of an organization, a project or an environment. */
export const pulumiName = (zod: Zod) =>
  zod
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9._-]+$/);

/** An environment. */
export const environment = (zod: Zod) =>
  zod
    .object({
      organization: pulumiName(zod).describe('Pulumi organization'),
      project: pulumiName(zod).describe('Pulumi project'),
      name: pulumiName(zod).describe('Name of the environment'),
    })
    .strict();

/** Of a mapping. */
export const mappingId = (zod: Zod) =>
  zod.string().min(1).max(100).describe('Id of the mapping, a UUID');

/** A full entity ref. */
export const entityRef = (zod: Zod) =>
  zod
    .string()
    .max(300)
    .regex(/^[a-zA-Z]+:[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/)
    .describe('Entity ref such as group:default/payments-team');

/** An AWS account ID. */
export const accountId = (zod: Zod) =>
  zod
    .string()
    .regex(/^\d{12}$/)
    .describe('AWS account ID, 12 digits');

/** Headlines of trust reports. */
export const status = (zod: Zod) =>
  zod.enum([
    'trusted',
    'conditional',
    'over-permissive',
    'untrusted',
    'unknown',
  ]);

/** A trust report. */
export const trustReport = (zod: Zod) =>
  zod.object({
    status: status(zod),
    access: zod.enum(['works', 'conditional', 'fails', 'unknown']),
    exposure: zod.object({
      verdict: zod.enum(['intended', 'wider', 'undecided']),
      witnesses: zod.array(
        zod.object({
          audience: zod.string(),
          subject: zod.string(),
          why: zod.string(),
        }),
      ),
    }),
    claims: zod.object({
      issuer: zod.string(),
      audience: zod.string(),
      subject: zod.string(),
    }),
    gates: zod.array(
      zod.object({
        gate: zod.string(),
        outcome: zod.enum(['pass', 'fail', 'unknown']),
        message: zod.string(),
      }),
    ),
    findings: zod.array(
      zod.object({
        code: zod.string(),
        severity: zod.enum(['error', 'warning', 'info']),
        message: zod.string(),
        statement: zod.string().optional(),
        accepted: zod.boolean().optional(),
      }),
    ),
  });

/** A mapping with its trust report. */
export const mapping = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    environment: environment(zod),
    loginPath: zod.string(),
    roleArn: zod.string().optional(),
    accountId: zod.string().optional(),
    ownerRef: zod.string().optional(),
    source: zod.enum(['provisioned', 'registered', 'discovered']),
    stale: zod.object({ since: zod.string(), reason: zod.string() }).optional(),
    trust: trustReport(zod),
  });

/** What an operation would do. */
export const plan = (zod: Zod) =>
  zod.object({
    kind: zod.enum(['provision', 'repair', 'deprovision']),
    steps: zod.array(
      zod.object({
        step: zod.string(),
        action: zod.enum(['create', 'update', 'delete', 'unchanged']),
        target: zod.string(),
        summary: zod.string(),
        before: zod.unknown(),
        after: zod.unknown(),
      }),
    ),
    planDigest: zod.string(),
  });
