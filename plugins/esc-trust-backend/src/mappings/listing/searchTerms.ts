import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';

/** What a search for the beginning of one of these finds, in lower case. */
export function searchTerms(mapping: {
  environment: EnvironmentRef;
  roleName?: string;
  accountId?: string;
}): string[] {
  const { environment, roleName = '', accountId = '' } = mapping;
  const { project, name } = environment;
  const terms = [
    stringifyEnvironmentRef(environment),
    `${project}/${name}`,
    name,
    roleName,
    accountId,
  ];
  return [...new Set(terms.map(term => term.toLowerCase()))].filter(Boolean);
}

/** The terms that start with a text lie from the first to before the second. */
export function prefixRange(text: string): [from: string, to: string] {
  const from = text.toLowerCase();
  return [from, `${from}\u{10FFFF}`];
}
