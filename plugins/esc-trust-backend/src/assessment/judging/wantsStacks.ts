import {
  Mapping,
  Opening,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { AssessmentUpdate } from '../../mappings/MappingStore';
import { StoredEnvironment } from '../state/environmentRows';
import { assessStored, KnownFacts } from './assessStored';

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
  const stack: Opening = { kind: 'stack' };
  return (
    headlineOf(update) !== headlineOf(assessStored(mapping, known, [stack]))
  );
}

function headlineOf(update: AssessmentUpdate | undefined): string {
  const { status, access, exposure } = update?.trust ?? {};
  return JSON.stringify([status, access, exposure?.verdict]);
}
