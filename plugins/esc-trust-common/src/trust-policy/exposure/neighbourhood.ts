import { ClaimsTemplate } from '../../claims/types';
import { vendorless } from '../issuableClaims';
import { factsOf } from '../strangers';
import { Word } from './grammar';
import { Neighbourhood } from './universe';

const NAME = /^[\w.-]+$/;

/**
 * The words that witnesses are made of: names of what is intended and, for
 * strangers, names that say so. They are only preferred, what is decided
 * doesn't hang on them.
 */
export function neighbourhoodOf(intended: ClaimsTemplate[]): Neighbourhood {
  const facts = factsOf(intended);
  const environments = facts.map(({ environment = '' }) =>
    environment.split('/'),
  );
  return {
    organizations: words(
      [
        ...intended.map(({ audience }) => vendorless(audience)),
        ...facts.map(({ organization }) => organization),
      ],
      { text: 'another-organization' },
    ),
    projects: words(
      environments.flatMap(([project, name]) => (name ? [project] : [])),
      { text: 'some-project', mark: 'project' },
    ),
    names: words(
      environments.flatMap(([, name]) => name ?? []),
      { text: 'some-environment', mark: 'name' },
    ),
    legacyNames: words(
      environments.flatMap(([name, ...rest]) =>
        rest.length > 0 ? [] : [name],
      ),
      { text: 'some-environment', mark: 'project' },
    ),
  };
}

/**
 * The first few of some names, what a pattern meant for one of them may let in
 * besides, and, kept apart from them, another name.
 */
function words(names: string[], another: Word): Word[] {
  const known = [...new Set(names)].filter(
    text => NAME.test(text) && text !== another.text,
  );
  return [
    another,
    // A role may be meant for many; the nearest neighbours of some will do.
    ...known
      .slice(0, 3)
      .flatMap(text => [
        { text },
        ...[`${text}-2`, `other-${text}`]
          .filter(lookalike => !known.includes(lookalike))
          .map(lookalike => ({ text: lookalike, mark: another.mark })),
      ]),
  ];
}
