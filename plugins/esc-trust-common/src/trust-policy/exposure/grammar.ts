import { CharacterClass } from './automaton';

/**
 * Where the characters of an edge go: to one claim, to both (the organization
 * that both name), or to both with either case in the subject.
 */
export type Track = 'audience' | 'subject' | 'both' | 'folded';

/** A text, or one character of a class. */
export interface Edge {
  to: number;
  track: Track;
  text?: string;
  class?: CharacterClass;
  /** Characters that the class lacks here. */
  except?: string;
  /** Keeps texts apart that a policy may not tell apart, for their descriptions. */
  mark?: Mark;
}

/** Another project, another name than the intended; `none` forgets them. */
export type Mark = 'project' | 'name' | 'none';

/** A word that a reader understands, tried before single characters. */
export interface Word {
  text: string;
  mark?: Mark;
}

/** A grammar of tokens as a graph: each way to a final node writes both claims. */
export class Grammar {
  readonly start = 0;
  readonly nodes: Array<{
    edges: Edge[];
    final: boolean;
    /** Whether the audience is complete here. */
    audienceEnded: boolean;
    /** Adds the edges, once somebody comes here. */
    build?: () => void;
  }> = [];

  constructor() {
    this.node(false);
  }

  /** Adds a node. */
  node(audienceEnded: boolean, final = false): number {
    this.nodes.push({ edges: [], final, audienceEnded });
    return this.nodes.length - 1;
  }

  /** Adds a text between two nodes, or to a new one. */
  text(
    from: number,
    text: string,
    to = this.sibling(from),
    mark?: Mark,
  ): number {
    this.nodes[from].edges.push({ to, track: 'subject', text, mark });
    return to;
  }

  /** Adds some texts; they end in a new node. */
  oneOf(from: number, texts: string[], track: Track): number {
    const to = this.sibling(from);
    for (const text of texts) {
      this.nodes[from].edges.push({ to, track, text });
    }
    return to;
  }

  /** Leaves what follows a node until a search comes there: few get everywhere. */
  later(node: number, build: (node: number) => void): void {
    this.nodes[node].build = () => build(node);
  }

  /** The edges that leave a node. */
  edgesOf(node: number): Edge[] {
    const here = this.nodes[node];
    const { build } = here;
    if (build) {
      here.build = undefined;
      build();
    }
    return here.edges;
  }

  /** Adds any number of characters, at least `least`; they end in a new node. */
  run(
    from: number,
    of: {
      class: CharacterClass;
      track?: Track;
      words?: Word[];
      least?: 0 | 1;
    },
  ): number {
    const track = of.track ?? 'subject';
    const inside = this.sibling(from);
    for (const { text, mark } of of.words ?? []) {
      this.nodes[from].edges.push({ to: inside, track, text, mark });
    }
    const edge = { to: inside, track, class: of.class };
    this.nodes[from].edges.push({ ...edge, mark: of.words?.[0]?.mark });
    this.nodes[inside].edges.push(edge);
    if (of.least === 0) {
      this.text(from, '', inside);
    }
    return inside;
  }

  /** Adds a name that isn't `default`, up to the slash behind it. */
  otherProject(from: number, words: Word[]): number {
    const end = this.node(true);
    const free = this.run(from, {
      class: 'name',
      words: words.filter(({ text }) => text !== 'default'),
    });
    // The run's own first step would also read `default`: it starts elsewhere.
    const { edges } = this.nodes[from];
    edges.splice(
      edges.findIndex(edge => edge.class !== undefined && edge.to === free),
      1,
    );
    let at = from;
    for (const character of 'default') {
      this.nodes[at].edges.push({
        to: free,
        track: 'subject',
        class: 'name',
        except: character,
        mark: 'project',
      });
      const next = this.node(true);
      this.text(at, character, next, 'project');
      if (at !== from) {
        this.text(at, '/', end);
      }
      at = next;
    }
    this.nodes[at].edges.push({
      to: free,
      track: 'subject',
      class: 'name',
      mark: 'project',
    });
    this.text(free, '/', end);
    return end;
  }

  private sibling(node: number): number {
    return this.node(this.nodes[node].audienceEnded);
  }
}
