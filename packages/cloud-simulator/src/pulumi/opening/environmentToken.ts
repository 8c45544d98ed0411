import { readFullName } from '../names';
import type { OpeningWorld } from './opener';
import { anonymous, mintTokens, ofEnvironment } from './opener';

/**
 * Which login of an environment, and how it is opened.
 *
 * @public
 */
export interface EnvironmentTokenOptions {
  /** `aws.login`; not needed when the environment has one login only. */
  loginPath?: string;
  /** The user who opens. */
  user?: string;
  /** By itself, or through a stack's `environment:` list. */
  opening?: 'direct' | 'stack';
}

/** Mints what Pulumi Cloud would send for one login of an environment. */
export async function mintEnvironmentToken(
  world: OpeningWorld,
  fullName: string,
  options: EnvironmentTokenOptions,
): Promise<string> {
  const { organization, project, name } = readFullName(fullName);
  const environment = world.cloud.environment(fullName);
  if (!environment) {
    throw new Error(`There is no environment ${fullName}`);
  }
  const key = `${project}/${name}`;
  const minted = await mintTokens(
    world,
    {
      organization,
      login: options.user ?? 'pulumi-user',
      tokenType: 'personal',
    },
    options.opening === 'stack'
      ? anonymous(`imports:\n  - ${key}\n`)
      : ofEnvironment(environment, environment.yaml),
  );
  const own = minted.filter(attempt => attempt.environment === key);
  const candidates = own.length > 0 ? own : minted;
  const matching =
    options.loginPath === undefined
      ? candidates
      : candidates.filter(({ path }) => path === `values.${options.loginPath}`);
  if (matching.length !== 1) {
    const paths = candidates.map(({ path }) => path.replace(/^values\./, ''));
    throw new Error(
      `${fullName} has no single such login; its logins are: ${
        paths.join(', ') || 'none'
      }`,
    );
  }
  return matching[0].token;
}
