import type { ConcreteClaims } from '../intention';
import { allows, PatternAutomaton } from './automaton';
import { Edge, Grammar } from './grammar';

/** One token for all that a policy can't tell from it. */
export interface TokenClass extends ConcreteClaims {
  /** The same number for all audiences that satisfy the same patterns. */
  audienceClass: number;
  /** Likewise for subjects. */
  subjectClass: number;
}

/** What the search asks on its way. */
export interface SearchGuide {
  /** Whether no subject can be admitted with an audience of this class. */
  isLost: (token: TokenClass) => boolean;
  /** Whether tokens of this class are refused. */
  isRefused: (token: TokenClass) => boolean;
  /** Takes a token; true ends the search. */
  visit: (token: TokenClass) => boolean;
  /** How many states may still be looked at. */
  limit: () => number;
}

interface State {
  node: number;
  /** A state of the audience's automaton; behind its end, the audience's class. */
  audienceState: number;
  subjectState: number;
  /** The marks met, as bits. */
  marks: number;
  audience: string;
  subject: string;
}

/** The most work in building automata: well below a second. */
const MOST_WORK = 5_000_000;

/** Tried in this order where any character does. */
const PROBES = [
  [...'xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789-_.'],
  ['/'],
  [':'],
  [...'@+~!#$%&,;=^ éüß'],
];

const MARKS = { project: 1, name: 2 };

/** More than an automaton's states, so that pairs of them make one number. */
const STATES = 2 ** 18;

/**
 * Looks at one token of each class, the shortest first.
 *
 * @remarks
 * Breadth first through the product of the grammar and both automata. Tokens
 * that come together in one state are admitted alike, so one of them is enough.
 *
 * @returns whether every class was seen, or the guide ended the search
 */
export function search(
  grammar: Grammar,
  automata: Record<'audience' | 'subject', PatternAutomaton>,
  guide: SearchGuide,
): boolean {
  const { audience, subject } = automata;
  const seen = new Set<number>();
  const queue: State[] = [];
  const push = (state: State) => {
    const place = state.node * 4 + state.marks;
    const key =
      (place * STATES + state.audienceState) * STATES + state.subjectState;
    if (!seen.has(key)) {
      seen.add(key);
      queue.push(state);
    }
  };
  push({
    node: grammar.start,
    audienceState: audience.start,
    subjectState: subject.start,
    marks: 0,
    audience: '',
    subject: '',
  });
  for (let i = 0; i < queue.length; i++) {
    if (
      seen.size > guide.limit() ||
      audience.work + subject.work > MOST_WORK ||
      Math.max(audience.size, subject.size) > STATES / 2
    ) {
      return false;
    }
    const state = queue[i];
    const { final, audienceEnded } = grammar.nodes[state.node];
    if (final) {
      const token = tokenOf(state);
      if (!guide.isRefused(token) && guide.visit(token)) {
        return true;
      }
      continue;
    }
    if (audienceEnded || audience.isSettled(state.audienceState)) {
      const token = tokenOf(state);
      if (
        guide.isLost(token) ||
        (subject.isSettled(state.subjectState) && guide.isRefused(token))
      ) {
        continue;
      }
    }
    for (const edge of grammar.edgesOf(state.node)) {
      followAll(edge, state);
    }
  }
  return true;

  function tokenOf(state: State): TokenClass {
    return {
      audience: state.audience,
      subject: state.subject,
      audienceClass: grammar.nodes[state.node].audienceEnded
        ? state.audienceState
        : audience.signature(state.audienceState),
      subjectClass: subject.signature(state.subjectState),
    };
  }

  /** Goes on with all that an edge may write into the two claims. */
  function followAll(edge: Edge, from: State): void {
    const texts =
      edge.text === undefined
        ? characters(edge, liveCharacters(edge, from))
        : [edge.text];
    for (const text of texts) {
      const inAudience = edge.track === 'subject' ? '' : text;
      const inSubject = edge.track === 'audience' ? '' : text;
      follow(edge, from, inAudience, inSubject);
      if (edge.track === 'folded' && text !== otherCase(text)) {
        follow(edge, from, inAudience, otherCase(text));
      }
    }
  }

  function liveCharacters(edge: Edge, from: State): string[] {
    return [
      ...(edge.track === 'subject' ? [] : audience.live(from.audienceState)),
      ...(edge.track === 'audience' ? [] : subject.live(from.subjectState)),
    ];
  }

  function follow(edge: Edge, from: State, a: string, s: string): void {
    const ended = grammar.nodes[from.node].audienceEnded;
    const next = ended
      ? from.audienceState
      : audience.read(from.audienceState, a);
    push({
      node: edge.to,
      audienceState:
        !ended && grammar.nodes[edge.to].audienceEnded
          ? audience.signature(next)
          : next,
      subjectState: subject.read(from.subjectState, s),
      marks: marked(from.marks, edge),
      audience: from.audience + a,
      subject: from.subject + s,
    });
  }
}

function marked(marks: number, { mark }: Edge): number {
  if (mark === undefined) {
    return marks;
  }
  // eslint-disable-next-line no-bitwise
  return mark === 'none' ? 0 : marks | MARKS[mark];
}

/** Characters that lead to every state to which the edge may lead. */
function characters(edge: Edge, live: string[]): string[] {
  const probes = probesOf(edge);
  if (live.length === 0) {
    return probes.flatMap(group => group.slice(0, 1));
  }
  const special = new Set(
    edge.track === 'folded' ? [...live, ...live.map(otherCase)] : live,
  );
  const others = probes.flatMap(group => {
    const probe = group.find(c => !special.has(c));
    return probe === undefined ? [] : [probe];
  });
  return [...[...special].filter(c => fits(edge, c)), ...others];
}

const probesOfEdges = new Map<string, string[][]>();

function probesOf(edge: Edge): string[][] {
  const key = `${edge.class} ${edge.except ?? ''}`;
  let probes = probesOfEdges.get(key);
  if (!probes) {
    probes = PROBES.map(group => group.filter(c => fits(edge, c)));
    probesOfEdges.set(key, probes);
  }
  return probes;
}

function fits(edge: Edge, character: string): boolean {
  return allows(edge.class!, character) && !edge.except?.includes(character);
}

function otherCase(text: string): string {
  const lower = text.toLowerCase();
  return lower === text ? text.toUpperCase() : lower;
}
