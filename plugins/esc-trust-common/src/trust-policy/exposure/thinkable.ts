import { Grammar } from './grammar';
import { CUSTOM, DEPLOY, Neighbourhood, PLAIN } from './universe';

/**
 * Every token that isn't surely impossible.
 *
 * @remarks
 * The documentation leaves open which legacy combinations occur, whether
 * another vendor's audience comes with a subject of AWS's login, whether a
 * version stands behind a name, what a value with a colon looks like, whether
 * case tells organizations apart, and what attributes, operations and services
 * are added [unverified]. It settles that an audience is the organization with
 * or without a vendor, that both claims name the same organization, that
 * default subjects are `org:<org>:env:<environment>`, and that every subject
 * starts with `pulumi:`.
 */
export function thinkableTokens(near: Neighbourhood): Grammar {
  const g = new Grammar();
  const end = g.node(true, true);
  const vendor = g.run(g.start, { class: 'vendor', track: 'audience' });
  const known = g.node(false);
  g.text(g.start, '', known);
  g.nodes[vendor].edges.push({
    to: known,
    track: 'audience',
    text: ':',
  });
  const anything = (from: number) =>
    g.text(g.run(from, { class: 'any', least: 0 }), '', end);

  const inOrganization = (subject: string) =>
    g.text(
      g.run(g.text(known, subject), {
        class: 'name',
        track: 'folded',
        words: near.organizations,
      }),
      '',
      g.node(true),
    );
  const plain = g.text(inOrganization(PLAIN), ':env:');
  g.text(plain, '<yaml>', end);
  const first = g.run(plain, { class: 'name' });
  const second = g.run(g.text(first, '/'), { class: 'name' });
  for (const environment of [first, second]) {
    g.text(environment, '', end);
    const version = g.text(environment, '@');
    g.text(g.run(version, { class: 'name' }), '', end);
  }
  const custom = inOrganization(CUSTOM);
  g.text(custom, '', end);
  anything(g.text(custom, ':'));
  anything(g.text(inOrganization(DEPLOY), ':'));

  // What services may be added, and whom they name, is unknown.
  const audience = g.run(g.start, {
    class: 'any',
    track: 'audience',
    least: 0,
  });
  const unknown = g.text(audience, 'pulumi:', g.node(true));
  otherThan(g, unknown, ['environments:', 'deploy:org:'], end);
  otherThan(
    g,
    g.text(unknown, 'environments:'),
    ['org:', 'pulumi.organization.login:'],
    end,
  );
  return g;
}

/** Adds all texts that start with none of some words (no one a prefix of another). */
function otherThan(
  g: Grammar,
  from: number,
  words: string[],
  end: number,
): void {
  const rest = g.run(from, { class: 'any', least: 0 });
  g.nodes[from].edges = g.nodes[from].edges.filter(e => e.to !== rest);
  g.text(rest, '', end);
  const walk = (node: number, left: string[]) => {
    g.text(node, '', end);
    const firsts = new Set(left.map(word => word[0]));
    g.nodes[node].edges.push({
      to: rest,
      track: 'subject',
      class: 'any',
      except: [...firsts].join(''),
    });
    for (const first of firsts) {
      const following = left
        .filter(word => word[0] === first)
        .map(word => word.slice(1));
      if (!following.includes('')) {
        walk(g.text(node, first), following);
      }
    }
  };
  walk(from, words);
}
