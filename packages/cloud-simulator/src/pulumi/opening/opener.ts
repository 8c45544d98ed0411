import type { StsWorld } from '../../aws/sts/assumeRoleWithWebIdentity';
import type { SimulatorCall } from '../../calls';
import type { Faults } from '../../faults';
import type { LoginPlace, Opener } from '../claims';
import { anonymousPlace, openedPlace } from '../claims';
import type { EnvironmentName } from '../names';
import { anonymousName } from '../names';
import type { PulumiCloud } from '../state/cloud';
import type { LoginAttempt, LoginResult, OpeningContext } from './context';
import type { Evaluation } from './evaluate';
import { evaluateDefinition } from './evaluate';
import { loginAtSts, mintLoginToken } from './login';

/** Everything that openings reach. */
export interface OpeningWorld {
  cloud: PulumiCloud;
  sts: StsWorld;
  issuer: string;
  calls: SimulatorCall[];
  faults: Faults;
}

/** A definition to check or open: of an environment, or without a name. */
export interface Openable {
  key: string;
  yaml: string;
  place: LoginPlace;
}

/** The definition of an environment. */
export function ofEnvironment(
  { project, name }: EnvironmentName,
  yaml: string,
): Openable {
  const place = openedPlace(project, name);
  return { key: `${project}/${name}`, yaml, place };
}

/** A definition without a name, as a stack's `environment:` list is one. */
export function anonymous(yaml: string): Openable {
  return { key: anonymousName, yaml, place: anonymousPlace };
}

/** Evaluates without asking any provider. */
export function checkDefinition(
  world: OpeningWorld,
  opener: Opener,
  { key, yaml, place }: Openable,
): Promise<Evaluation> {
  return evaluateDefinition(key, yaml, place, contextOf(world, opener));
}

/** Evaluates with real logins. */
export function openDefinition(
  world: OpeningWorld,
  opener: Opener,
  { key, yaml, place }: Openable,
): Promise<Evaluation> {
  const login = async (attempt: LoginAttempt): Promise<LoginResult> => {
    const token = await mint(world, opener, attempt);
    return loginAtSts(attempt, token, world);
  };
  const context = contextOf(world, opener, login);
  return evaluateDefinition(key, yaml, place, context);
}

/** The tokens that an opening would send, without sending them. */
export async function mintTokens(
  world: OpeningWorld,
  opener: Opener,
  { key, yaml, place }: Openable,
): Promise<Array<LoginAttempt & { token: string }>> {
  const minted: Array<LoginAttempt & { token: string }> = [];
  const login = async (attempt: LoginAttempt): Promise<LoginResult> => {
    minted.push({ ...attempt, token: await mint(world, opener, attempt) });
    return { accessKeyId: '', secretAccessKey: '', sessionToken: '' };
  };
  await evaluateDefinition(key, yaml, place, contextOf(world, opener, login));
  return minted;
}

function mint(world: OpeningWorld, opener: Opener, attempt: LoginAttempt) {
  const { issuer, sts } = world;
  return mintLoginToken(attempt, opener, issuer, sts.keys, sts.now());
}

function contextOf(
  { cloud }: OpeningWorld,
  opener: Opener,
  login?: OpeningContext['login'],
): OpeningContext {
  const organization = cloud.findOrganization(opener.organization);
  return {
    opener,
    readEnvironment: (project, name) =>
      organization?.environments.find(project, name)?.yaml,
    decrypt: ciphertext => cloud.decrypt(ciphertext),
    login,
  };
}
