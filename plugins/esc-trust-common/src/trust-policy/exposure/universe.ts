import { Grammar, Word } from './grammar';

/** What names occur in what is intended, and what marks them. */
export interface Neighbourhood {
  organizations: Word[];
  projects: Word[];
  names: Word[];
  /** Of environments that are named without their project. */
  legacyNames: Word[];
}

/** What the known subjects start with, up to the organization. */
export const PLAIN = 'pulumi:environments:org:';
export const CUSTOM = 'pulumi:environments:pulumi.organization.login:';
export const DEPLOY = 'pulumi:deploy:org:';

/**
 * The tokens that the issuer surely mints, all of them: see `isIssuable`, which
 * says the same of one token.
 *
 * @param audiences - leaves out all tokens with others
 */
export function documentedTokens(
  near: Neighbourhood,
  audiences?: string[],
): Grammar {
  const g = new Grammar();
  for (const bare of [false, true]) {
    const vendor = bare ? '' : 'aws:';
    const organizations = audiences
      ?.filter(audience => audience.startsWith(vendor))
      .map(audience => audience.slice(vendor.length))
      .filter(organization => /^[\w.-]+$/.test(organization));
    const audience = g.node(false);
    g.nodes[g.start].edges.push({
      to: audience,
      track: 'audience',
      text: vendor,
    });
    const begin = (subject: string, separator: string) => {
      const from = g.text(audience, subject);
      const organization = organizations
        ? g.oneOf(from, organizations, 'both')
        : g.run(from, {
            class: 'name',
            track: 'both',
            words: near.organizations,
          });
      return g.text(organization, separator, g.node(true));
    };
    const context: Context = { near, bare };
    g.later(begin(PLAIN, ':env:'), at => addDefaultSubjects(g, at, context));
    g.later(begin(CUSTOM, ''), at => addCustomSubjects(g, at, context));
    if (bare) {
      g.later(begin(DEPLOY, ':project:'), at => addDeployments(g, at));
    }
  }
  return g;
}

/** What an organization's grammar hangs on. */
interface Context {
  near: Neighbourhood;
  /** Whether the audience is the organization without a vendor's prefix. */
  bare: boolean;
}

// What is described differently ends in a node of its own, so that the search
// takes none for the other.

function addDefaultSubjects(g: Grammar, from: number, context: Context): void {
  g.text(from, '<yaml>', g.node(true, true));
  const environment = context.bare
    ? nameAlone(g, from, context)
    : projectAndName(g, from, context);
  g.text(environment, '', g.node(true, true));
}

function projectAndName(g: Grammar, from: number, { near }: Context): number {
  return g.run(g.otherProject(from, near.projects), {
    class: 'name',
    words: near.names,
  });
}

/** An environment of the legacy project, with its project dropped. */
function nameAlone(g: Grammar, from: number, { near }: Context): number {
  return g.run(from, { class: 'name', words: near.legacyNames });
}

/** Every documented attribute at most once, in any order. */
function addCustomSubjects(g: Grammar, from: number, context: Context): void {
  const values: Array<[string, (value: number) => number[]]> = [
    [
      'currentEnvironment.name',
      value =>
        context.bare
          ? [
              nameAlone(g, value, context),
              nameAlone(g, g.text(value, 'default/'), context),
            ]
          : [projectAndName(g, value, context)],
    ],
    [
      'rootEnvironment.name',
      value => [
        nameAlone(g, value, context),
        projectAndName(g, value, context),
      ],
    ],
    [
      'pulumi.user.login',
      value => [
        g.run(value, { class: 'name', words: [{ text: 'some-user' }] }),
      ],
    ],
    [
      'pulumi.token.team',
      value => [
        g.run(value, { class: 'name', words: [{ text: 'some-team' }] }),
      ],
    ],
    [
      'pulumi.token.type',
      value =>
        ['personal', 'team', 'organization'].map(type => g.text(value, type)),
    ],
  ];
  const ends = {
    environment: g.node(true, true),
    beforeOthers: g.node(true, true),
    none: g.node(true, true),
  };
  // One node for each set of attributes that stand in the subject already.
  const sets = Array.from({ length: 2 ** values.length }, () => g.node(true));
  g.text(from, '', sets[0]);
  const has = (set: number, i: number) => Math.floor(set / 2 ** i) % 2 === 1;
  sets.forEach((at, set) => {
    const end = has(set, 0) || has(set, 1) ? ends.beforeOthers : ends.none;
    values.forEach(([attribute, write], i) => {
      if (has(set, i)) {
        return;
      }
      for (const written of write(g.text(at, `:${attribute}:`))) {
        g.text(written, '', i <= 1 ? ends.environment : end);
        // What a name is like matters for the description only at the end.
        g.text(written, '', sets[set + 2 ** i], 'none');
      }
    });
  });
}

function addDeployments(g: Grammar, from: number): void {
  const end = g.node(true, true);
  const project = g.run(from, {
    class: 'name',
    words: [{ text: 'some-project' }],
  });
  const stack = g.run(g.text(project, ':stack:'), {
    class: 'name',
    words: [{ text: 'some-stack' }],
  });
  for (const operation of ['update', 'preview', 'refresh', 'destroy']) {
    g.text(stack, `:operation:${operation}:scope:write`, end);
  }
}
