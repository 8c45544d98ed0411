import { isNode, LineCounter } from 'yaml';

/** A place in a definition; both count from 1, columns in UTF-16 units. */
export interface DefinitionPosition {
  line: number;
  column: number;
}

/** Says where things stand in a text. */
export class TextPositions {
  /** For the parser to fill. */
  readonly lineCounter = new LineCounter();

  /** @param text - text of the definition */
  constructor(private readonly text: string) {}

  /** Where an offset is; a byte order mark is before the first column. */
  at(offset: number): DefinitionPosition {
    const { line, col } = this.lineCounter.linePos(offset);
    const mark = line === 1 && this.text.startsWith('\uFEFF') ? 1 : 0;
    return { line, column: Math.max(col - mark, 1) };
  }

  /** Where a node starts; undefined for what isn't written. */
  of(node: unknown): DefinitionPosition | undefined {
    return isNode(node) && node.range ? this.at(node.range[0]) : undefined;
  }
}
