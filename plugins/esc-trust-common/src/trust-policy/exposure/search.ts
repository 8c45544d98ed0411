import type { ConcreteClaims } from '../intention';
import { allows, PatternAutomaton } from './automaton';
import { Edge, Grammar, Mark } from './grammar';

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
  marks: string;
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
  const seen = new Set<string>();
  const queue: State[] = [];
  const push = (state: State) => {
    const key = `${state.node} ${state.marks} ${state.audienceState} ${state.subjectState}`;
    if (!seen.has(key)) {
      seen.add(key);
      queue.push(state);
    }
  };
  push({
    node: grammar.start,
    audienceState: audience.start,
    subjectState: subject.start,
    marks: '',
    audience: '',
    subject: '',
  });
  for (let i = 0; i < queue.length; i++) {
    if (seen.size > guide.limit() || audience.work + subject.work > MOST_WORK) {
      return false;
    }
    const state = queue[i];
    const { final, audienceEnded, edges } = grammar.nodes[state.node];
    const token: TokenClass = {
      audience: state.audience,
      subject: state.subject,
      audienceClass: audienceEnded
        ? state.audienceState
        : audience.signature(state.audienceState),
      subjectClass: subject.signature(state.subjectState),
    };
    if (final) {
      if (!guide.isRefused(token) && guide.visit(token)) {
        return true;
      }
      continue;
    }
    const settled = audienceEnded || audience.isDead(state.audienceState);
    if (
      settled &&
      (guide.isLost(token) ||
        (subject.isDead(state.subjectState) && guide.isRefused(token)))
    ) {
      continue;
    }
    for (const edge of edges) {
      for (const [a, s] of textsOf(edge, state, automata)) {
        push(follow(edge, state, a, s));
      }
    }
  }
  return true;

  function follow(edge: Edge, from: State, a: string, s: string): State {
    const ended = grammar.nodes[from.node].audienceEnded;
    const next = ended
      ? from.audienceState
      : audience.read(from.audienceState, a);
    return {
      node: edge.to,
      audienceState:
        !ended && grammar.nodes[edge.to].audienceEnded
          ? audience.signature(next)
          : next,
      subjectState: subject.read(from.subjectState, s),
      marks: marked(from.marks, edge.mark),
      audience: from.audience + a,
      subject: from.subject + s,
    };
  }
}

function marked(marks: string, mark: Mark | undefined): string {
  if (mark === 'none') {
    return '';
  }
  return mark === undefined || marks.includes(mark) ? marks : marks + mark;
}

/** What an edge may write into the audience and into the subject. */
function textsOf(
  edge: Edge,
  state: State,
  { audience, subject }: Record<'audience' | 'subject', PatternAutomaton>,
): Array<[string, string]> {
  const texts =
    edge.text === undefined
      ? characters(edge, [
          ...(edge.track === 'subject'
            ? []
            : audience.live(state.audienceState)),
          ...(edge.track === 'audience'
            ? []
            : subject.live(state.subjectState)),
        ])
      : [edge.text];
  return texts.flatMap((text): Array<[string, string]> => {
    switch (edge.track) {
      case 'audience':
        return [[text, '']];
      case 'subject':
        return [['', text]];
      case 'folded':
        return text === otherCase(text)
          ? [[text, text]]
          : [
              [text, text],
              [text, otherCase(text)],
            ];
      default:
        return [[text, text]];
    }
  });
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
