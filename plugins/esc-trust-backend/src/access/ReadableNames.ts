import {
  EnvironmentRef,
  Mapping,
  stringifyEnvironmentRef,
  Witness,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { Source } from '../assessment/sources/Source';
import { selectMappings } from '../mappings/listing/selectMappings';
import { Reading } from './CallerReader';
import {
  hideInOpenings,
  hideInReport,
  hideInWitnesses,
  hideOthers,
  othersInReport,
  othersInTexts,
  OthersNamed,
} from './hideNames';

/** More names than any answer holds are looked up; the rest stays hidden. */
const MOST_NAMES = 500;

/** Asks what a caller may read, when it matters. */
export type AskReading = () => Promise<Reading>;

/** Takes names out of what is told. */
export interface Editor {
  text(text: string): string;
  witnesses(witnesses: Witness[]): Witness[];
}

/**
 * Keeps the names of environments from those who may not read them.
 *
 * @remarks
 * A report of one environment may name others: the role's trust policy lists
 * them, or they are examples of who else may assume it. They are told to callers
 * who may read all environments, or a mapping of the one in question.
 */
export class ReadableNames {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Mappings that a caller may read, as they may be told. */
  async tell(mappings: Mapping[], reading: Reading): Promise<Mapping[]> {
    if (reading.allEnvironments) {
      return mappings;
    }
    const others = mappings.map(othersIn);
    const known = await this.#readable(
      others.flatMap(({ environments }) => environments),
      reading,
    );
    return mappings.map((mapping, index) =>
      others[index].any ? withoutNames(mapping, known) : mapping,
    );
  }

  /** The same for one; nothing is asked for one that names nobody else. */
  async tellOne(mapping: Mapping, ask: AskReading): Promise<Mapping> {
    return othersIn(mapping).any
      ? (await this.tell([mapping], await ask()))[0]
      : mapping;
  }

  /**
   * What a caller may be told of texts that are no report, such as a role's tags.
   */
  async editorFor(texts: string[], reading: Reading): Promise<Editor> {
    const { any, environments } = othersInTexts(texts, []);
    if (!any || reading.allEnvironments) {
      return { text: text => text, witnesses: witnesses => witnesses };
    }
    const known = await this.#readable(environments, reading);
    return {
      text: text => hideOthers(text, known),
      witnesses: witnesses => hideInWitnesses(witnesses, known),
    };
  }

  /** Sources, as the reasons why they can't be read may be told. */
  async tellSources(sources: Source[], ask: AskReading): Promise<Source[]> {
    const reasons = sources.flatMap(({ failure }) => failure?.reason ?? []);
    if (!othersInTexts(reasons, []).any) {
      return sources;
    }
    const editor = await this.editorFor(reasons, await ask());
    return sources.map(source =>
      source.failure
        ? {
            ...source,
            failure: {
              ...source.failure,
              reason: editor.text(source.failure.reason),
            },
          }
        : source,
    );
  }

  /** Those that the caller may read a mapping of. */
  async #readable(
    environments: EnvironmentRef[],
    { visible }: Reading,
  ): Promise<EnvironmentRef[]> {
    const names = new Set(environments.map(stringifyEnvironmentRef));
    if (visible === 'none' || names.size === 0) {
      return [];
    }
    const environment = [...names].slice(0, MOST_NAMES);
    return selectMappings(this.#knex, { environment }, visible).distinct(
      'organization',
      'project',
      'name',
    );
  }
}

function othersIn({
  trust,
  environment,
  openings = [],
  stale,
}: Mapping): OthersNamed {
  const report = othersInReport(trust, [environment]);
  const reason = othersInTexts(stale ? [stale.reason] : [], [environment]);
  const roots = openings.flatMap(opening =>
    opening.kind !== 'direct' && opening.root ? [opening.root] : [],
  );
  return {
    any: report.any || reason.any || roots.length > 0,
    environments: [...report.environments, ...reason.environments, ...roots],
  };
}

function withoutNames(mapping: Mapping, readable: EnvironmentRef[]): Mapping {
  const { trust, environment, openings, stale } = mapping;
  const known = [environment, ...readable];
  return {
    ...mapping,
    trust: hideInReport(trust, known),
    ...(openings ? { openings: hideInOpenings(openings, known) } : {}),
    ...(stale
      ? { stale: { ...stale, reason: hideOthers(stale.reason, known) } }
      : {}),
  };
}
