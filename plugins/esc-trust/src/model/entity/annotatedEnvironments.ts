import {
  parseEnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/** What the annotation of an entity says. */
export interface AnnotatedEnvironments {
  /** Each written `organization/project/name`, without repetitions. */
  environments: string[];
  /** Entries that are not of that form, as they stand there. */
  malformed: string[];
}

/**
 * Reads the value of the annotation `pulumi.com/esc-environments`.
 *
 * @param annotation - the value, when the entity has the annotation
 */
export function annotatedEnvironments(
  annotation: string | undefined,
): AnnotatedEnvironments {
  const environments = new Set<string>();
  const malformed = new Set<string>();
  const entries = (annotation ?? '').split(',').map(entry => entry.trim());
  for (const entry of entries.filter(Boolean)) {
    const environment = parseEnvironmentRef(entry);
    if (environment) {
      environments.add(stringifyEnvironmentRef(environment));
    } else {
      malformed.add(entry);
    }
  }
  return { environments: [...environments], malformed: [...malformed] };
}
