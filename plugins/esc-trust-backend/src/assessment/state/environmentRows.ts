import {
  EnvironmentRef,
  Opening,
} from '@internal/backstage-plugin-esc-trust-common';
import { StackReferrer } from '../../pulumi/PulumiCloud';
import { EnvironmentFacts, loginAt, StoredLogin } from './environmentFacts';

/** A row of `esc_trust_environments`. */
export interface EnvironmentRow {
  organization: string;
  path: string;
  modified: string;
  logins: string;
  problem: string | null;
  gone: boolean | number;
  openings: string | null;
  stacks: string | null;
  /** PostgreSQL gives big numbers as text. */
  stacks_read_at: number | string;
  read_at: number | string;
  unjudged: string;
}

/** A row of `esc_trust_environment_imports`. */
export interface ImportRow {
  organization: string;
  path: string;
  reference: string;
  imported_path: string;
}

/** What is stored about an environment. */
export interface StoredEnvironment {
  environment: EnvironmentRef;
  facts: Omit<EnvironmentFacts, 'imports'>;
  /** By login path; absent while nobody has looked. */
  openings?: Record<string, Opening[]>;
  /** Absent while nobody has asked. */
  stacks?: StackReferrer[];
  /** Names a change that its mappings are not judged by yet; else empty. */
  unjudged: string;
  /** Another one means that it was written meanwhile. */
  version: string;
}

/** `project/name`, which names an environment within its organization. */
export function pathOf({ project, name }: EnvironmentRef): string {
  return `${project}/${name}`;
}

/** The other way round. */
export function environmentAt(
  organization: string,
  path: string,
): EnvironmentRef {
  const [project, name] = path.split('/');
  return { organization, project, name };
}

/** Reads a row. */
export function toStoredEnvironment(row: EnvironmentRow): StoredEnvironment {
  return {
    environment: environmentAt(row.organization, row.path),
    facts: {
      logins: JSON.parse(row.logins),
      ...(row.problem === null ? {} : { problem: row.problem }),
      ...(row.gone ? { isGone: true } : {}),
    },
    ...(row.openings === null ? {} : { openings: JSON.parse(row.openings) }),
    ...(row.stacks === null ? {} : { stacks: JSON.parse(row.stacks) }),
    unjudged: row.unjudged,
    version: `${row.read_at} ${row.unjudged}`,
  };
}

/** The login that stands at a path of an environment. */
export function storedLoginAt(
  { facts, openings }: StoredEnvironment,
  loginPath: string,
): StoredLogin {
  return {
    ...loginAt({ ...facts, imports: [] }, loginPath),
    ...(openings ? { openings: openings[loginPath] ?? [] } : {}),
  };
}
