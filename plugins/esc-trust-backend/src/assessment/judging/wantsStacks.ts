import {
  Mapping,
  Opening,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { AssessmentUpdate } from '../../mappings/MappingStore';
import { StoredEnvironment } from '../state/environmentRows';
import { assessStored, KnownFacts, roleArnOf } from './assessStored';

/**
 * Whether it is not known if a stack opens a mapping, and the report would be
 * another one if it did: only then is it worth a call to Pulumi Cloud.
 */
export function wantsStacks(
  mapping: Mapping,
  judged: {
    known: KnownFacts;
    update: AssessmentUpdate;
    stored: Map<string, StoredEnvironment>;
  },
): boolean {
  const { known, update, stored } = judged;
  const environment = stored.get(stringifyEnvironmentRef(mapping.environment));
  if (environment?.stacks || !known.login.login) {
    return false;
  }
  return headlineOf(update) !== headlineOf(withStack(mapping, known));
}

/**
 * Whether it makes a difference to a mapping which stacks open it: now, or if one
 * did that doesn't. While too little is known to tell, it may.
 */
export function stacksMatter(mapping: Mapping, known: KnownFacts): boolean {
  const { login, roles } = known;
  const arn = roleArnOf(mapping, login);
  if (login.login === undefined) {
    return true;
  }
  if (arn !== undefined && roles.roleOf(arn) === undefined) {
    return true;
  }
  const others = {
    ...known,
    login: {
      ...login,
      openings: login.openings?.filter(({ kind }) => kind !== 'stack'),
    },
  };
  const without = assessStored(mapping, others);
  return (
    !without ||
    [assessStored(mapping, known), withStack(mapping, others)].some(
      update => headlineOf(update) !== headlineOf(without),
    )
  );
}

function withStack(
  mapping: Mapping,
  known: KnownFacts,
): AssessmentUpdate | undefined {
  const stack: Opening = { kind: 'stack' };
  return assessStored(mapping, known, [stack]);
}

function headlineOf(update: AssessmentUpdate | undefined): string {
  const { status, access, exposure } = update?.trust ?? {};
  return JSON.stringify([status, access, exposure?.verdict]);
}
