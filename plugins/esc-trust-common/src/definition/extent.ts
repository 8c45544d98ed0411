import {
  CST,
  Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  Node,
  Scalar,
  visit,
} from 'yaml';
import { Entry, isBlock, isNull } from './locate';
import { columnOf } from './textLines';

/**
 * Where an entry starts, with the anchor, tag or `?` of its key.
 *
 * @param entry - an entry parsed for an edit
 * @returns an offset
 */
export function entryStart(entry: Entry): number {
  const token = entry.srcToken?.start.find(isProperty);
  return token?.offset ?? (entry.key as Node).range![0];
}

/**
 * Where an entry ends: after the last character of its content, without the
 * comments and the line end that follow.
 *
 * @param entry - an entry parsed for an edit
 * @returns an offset; the start of a line after a block scalar
 */
export function entryEnd(entry: Entry): number {
  return isNull(entry.value) ? afterColon(entry) : contentEnd(entry.value);
}

/**
 * Where a value can be put: after the colon of an entry and the anchor or tag
 * of its value.
 *
 * @param entry - an entry parsed for an edit
 * @returns an offset; the end of the key when there is no colon
 */
export function afterColon(entry: Entry): number {
  const token = entry.srcToken?.sep?.filter(isProperty).at(-1);
  return token
    ? token.offset + token.source.length
    : contentEnd(entry.key as Node);
}

/**
 * Where a node ends, without the comments that follow.
 *
 * @param node - a node parsed for an edit
 * @returns an offset
 */
export function contentEnd(node: Node): number {
  const last = isBlock(node) ? node.items.at(-1) : undefined;
  if (isPair<unknown, Node | null>(last)) {
    return entryEnd(last);
  }
  return isNode(last) ? contentEnd(last) : node.range![1];
}

/**
 * Whether the last content of a node is a block scalar (`|` or `>`): what
 * follows it, even a line end, can become part of it.
 *
 * @param node - a node parsed for an edit
 * @returns false for null
 */
export function endsInBlockScalar(node: Node | null): boolean {
  if (isBlock(node)) {
    const last = node.items.at(-1);
    return endsInBlockScalar((isPair(last) ? last.value : last) as Node | null);
  }
  return (
    isScalar(node) &&
    (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
  );
}

/**
 * Whether there is a comment between the tokens.
 *
 * @param tokens - source tokens of an entry or a flow map
 * @returns false for no tokens
 */
export function hasComment(tokens: CST.SourceToken[] | undefined): boolean {
  return tokens?.some(token => token.type === 'comment') ?? false;
}

/**
 * By how many columns a document indents.
 *
 * @param text - text of the definition
 * @param document - its first document, parsed for an edit
 * @param preferred - the entry whose map decides when it is indented
 * @returns that of the preferred entry, or else of the first indented map; 2
 *   when there is none
 */
export function indentationOf(
  text: string,
  document: Document | undefined,
  preferred?: Entry,
): number {
  let step = preferred && stepOf(text, preferred);
  if (document && !step) {
    visit(document, {
      Pair: (_, pair) => {
        step = stepOf(text, pair as Entry);
        return step ? visit.BREAK : undefined;
      },
    });
  }
  return step ?? 2;
}

function stepOf(text: string, entry: Entry): number | undefined {
  if (!isMap(entry.value) || !isBlock(entry.value)) {
    return undefined;
  }
  const step =
    columnOf(text, entryStart(entry.value.items[0] as Entry)) -
    columnOf(text, entryStart(entry));
  return step > 0 ? step : undefined;
}

function isProperty({ type }: CST.SourceToken): boolean {
  return ['explicit-key-ind', 'map-value-ind', 'anchor', 'tag'].includes(type);
}
