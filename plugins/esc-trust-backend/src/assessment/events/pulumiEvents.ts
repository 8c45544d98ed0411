import {
  EnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';
import { z } from 'zod/v3';

/** A name by itself, or in an object that describes what has it. */
const named = z.union([
  z.string().transform(name => ({ name })),
  z
    .object({
      name: z.string().nullish(),
      githubLogin: z.string().nullish(),
      project: z.string().nullish(),
      projectName: z.string().nullish(),
    })
    .transform(one => ({
      name: one.githubLogin ?? one.name ?? undefined,
      project: one.project ?? one.projectName ?? undefined,
    })),
]);

const optional = <T extends z.ZodTypeAny>(schema: T) =>
  schema.nullish().catch(undefined);

/** [unverified] Pulumi publishes no shape: whatever names an environment does. */
const webhook = z.object({
  organization: optional(named),
  organizationName: optional(z.string()),
  project: optional(named),
  projectName: optional(z.string()),
  environment: optional(named),
  environmentName: optional(z.string()),
  envName: optional(z.string()),
});

/**
 * The environment that a webhook is about; undefined when it names none of the
 * organization's.
 *
 * @param organization - whose secret has signed it
 */
export function readPulumiEvent(
  payload: unknown,
  organization: string,
): EnvironmentRef | undefined {
  const parsed = webhook.safeParse(payload);
  if (!parsed.success) {
    return undefined;
  }
  const said = parsed.data;
  const other = said.organization?.name ?? said.organizationName;
  if (other && other.toLowerCase() !== organization.toLowerCase()) {
    return undefined;
  }
  const environment = asObject(said.environment);
  const full =
    environment?.name ?? said.environmentName ?? said.envName ?? undefined;
  const parts = full?.split('/') ?? [];
  const name = parts.pop();
  const project =
    environment?.project ??
    asObject(said.project)?.name ??
    said.projectName ??
    parts.pop();
  return [project, name].every(part => PULUMI_NAME_PATTERN.test(part ?? ''))
    ? { organization, project: project!, name: name! }
    : undefined;
}

function asObject(
  value: z.infer<typeof named> | null | undefined,
): { name?: string; project?: string } | undefined {
  return value ?? undefined;
}
