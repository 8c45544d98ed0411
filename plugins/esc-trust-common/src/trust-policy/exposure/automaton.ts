/** A set of characters that the grammars of claims and placeholders use. */
export type CharacterClass = 'any' | 'name' | 'vendor' | 'no-colon';

const CLASSES: Record<CharacterClass, RegExp> = {
  any: /[^]/,
  /** Names of organizations, projects, environments, users. */
  name: /[\w.-]/,
  vendor: /[\w-]/,
  'no-colon': /[^:]/,
};

/** Whether a class has a character. */
export function allows(name: CharacterClass, character: string): boolean {
  return CLASSES[name].test(character);
}

/** One step of a pattern: one of some characters, or of a class, once or at will. */
export type Element =
  | { characters: string }
  | { class: CharacterClass; repeated: boolean };

/**
 * Reads a text along many patterns at once and tells which of them match.
 *
 * @remarks
 * A deterministic automaton by subset construction, made state by state as
 * somebody asks for it: texts in the same state can't be told apart by any of
 * the patterns, whatever follows.
 */
export class PatternAutomaton {
  /** The state before the first character. */
  readonly start: number;
  /** Places looked at so far: what building the states has cost. */
  work = 0;
  /** All patterns in a row; a pattern's index stands where it ends. */
  private readonly places: Array<Element | number> = [];
  private readonly states: Array<{
    /** Where in the patterns the text may be, in order. */
    at: number[];
    next: Map<string, number>;
    live?: Set<string>;
    matches?: number;
  }> = [];
  private readonly ids = new Map<string, number>();
  private readonly signatures = new Map<string, number>();
  /** Where the first pattern that only describes starts. */
  private readonly describing: number;

  /**
   * @param deciding - the patterns that a policy decides by
   * @param describing - further ones that must be told apart
   */
  constructor(deciding: Element[][], describing: Element[][] = []) {
    const patterns = [...deciding, ...describing];
    const starts = patterns.map((pattern, index) => {
      const start = this.places.length;
      for (const element of pattern) {
        this.places.push(element);
      }
      this.places.push(index);
      return start;
    });
    this.describing = starts[deciding.length] ?? this.places.length;
    this.start = this.stateOf(starts);
  }

  /** How many states there are so far. */
  get size(): number {
    return this.states.length;
  }

  /** The state after one more character. */
  step(state: number, character: string): number {
    const { at, next } = this.states[state];
    const known = next.get(character);
    if (known !== undefined) {
      return known;
    }
    const reached: number[] = [];
    for (const place of at) {
      const element = this.places[place];
      if (typeof element === 'number') {
        continue;
      }
      if ('characters' in element) {
        if (element.characters.includes(character)) {
          reached.push(place + 1);
        }
      } else if (allows(element.class, character)) {
        reached.push(element.repeated ? place : place + 1);
      }
    }
    this.work += at.length + 1;
    const found = this.stateOf(reached);
    next.set(character, found);
    return found;
  }

  /** The state after a text. */
  read(state: number, text: string): number {
    let now = state;
    for (let i = 0; i < text.length; i++) {
      now = this.step(now, text[i]);
    }
    return now;
  }

  /** The characters that may lead elsewhere than the others of their classes. */
  live(state: number): Set<string> {
    const here = this.states[state];
    here.live ??= new Set(
      here.at.flatMap(place => {
        const element = this.places[place];
        return typeof element === 'object' && 'characters' in element
          ? [...element.characters]
          : [];
      }),
    );
    return here.live;
  }

  /** A number for the set of patterns that match here; 0 is the empty set. */
  signature(state: number): number {
    const here = this.states[state];
    here.matches ??= this.signatureOf(
      here.at
        .map(place => this.places[place])
        .filter(place => typeof place === 'number')
        .join(),
    );
    return here.matches;
  }

  /** Whether no pattern that decides matches, here or later. */
  isSettled(state: number): boolean {
    const { at } = this.states[state];
    return at.length === 0 || at[0] >= this.describing;
  }

  private signatureOf(matching: string): number {
    if (matching === '') {
      return 0;
    }
    const id = this.signatures.get(matching) ?? this.signatures.size + 1;
    this.signatures.set(matching, id);
    return id;
  }

  private stateOf(reached: number[]): number {
    const at = this.isPlain(reached) ? reached : this.closureOf(reached);
    this.work += at.length;
    const key = at.join();
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    this.states.push({ at, next: new Map() });
    this.ids.set(key, this.states.length - 1);
    return this.states.length - 1;
  }

  /** Whether places are their own closure, and in order: usually so. */
  private isPlain(places: number[]): boolean {
    return places.every(
      (place, i) =>
        !isRepeated(this.places[place]) && (i === 0 || places[i - 1] < place),
    );
  }

  /** Some places, and those behind them that the empty text reaches. */
  private closureOf(reached: number[]): number[] {
    const places = new Set(reached);
    // A set also visits what is added on the way.
    for (const place of places) {
      if (isRepeated(this.places[place])) {
        places.add(place + 1);
      }
    }
    return [...places].sort((a, b) => a - b);
  }
}

function isRepeated(element: Element | number): boolean {
  return (
    typeof element === 'object' && 'repeated' in element && element.repeated
  );
}
