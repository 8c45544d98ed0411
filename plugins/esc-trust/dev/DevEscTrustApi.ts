import { NotAllowedError } from '@backstage/errors';
import {
  EscTrustApi,
  Mapping,
  MappingList,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { EVERY_STATUS, LONG, MANY } from './exampleMappings';

const MAPPINGS: Record<string, Mapping[]> = {
  'component:default/every-status': EVERY_STATUS,
  'component:default/many': MANY,
  'component:default/long': LONG,
  'component:default/annotated': EVERY_STATUS.slice(0, 1),
};

/** Serves the example mappings: one entity for each state of the card. */
export class DevEscTrustApi implements Partial<EscTrustApi> {
  async listMappings(query: MappingQuery): Promise<MappingList> {
    const [entityRef] = query.entityRef ?? [];
    switch (entityRef) {
      case 'component:default/loading':
        return new Promise(() => {});
      case 'component:default/denied':
        throw new NotAllowedError('Unauthorized');
      case 'component:default/failing':
        throw new Error('The database is not reachable');
      default: {
        const items = MAPPINGS[entityRef] ?? [];
        return { items, totalItems: items.length, pageInfo: {} };
      }
    }
  }
}
