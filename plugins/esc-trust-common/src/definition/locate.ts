import {
  isCollection,
  isMap,
  isScalar,
  Node,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** A map of a parsed definition. */
export type MapNode = YAMLMap<unknown, Node | null>;

/** An entry of such a map: a key with its value. */
export type Entry = Pair<unknown, Node | null>;

/** A step on the way to an entry: the entry and the map that holds it. */
export interface Step {
  /** The map. */
  map: MapNode;
  /** Its entry. */
  entry: Entry;
}

/**
 * The entry with a key.
 *
 * @param map - a map parsed for an edit
 * @param key - the key; its case counts, as it does below `values`
 * @returns undefined when there is none
 */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.items.find(item => isScalar(item.key) && item.key.value === key);
}

/**
 * Reads a node as a map.
 *
 * @param node - any node
 * @returns undefined when it isn't one
 */
export function asMap(node: Node | null | undefined): MapNode | undefined {
  return isMap<unknown, Node | null>(node) ? node : undefined;
}

/**
 * The way from the root to an entry.
 *
 * @param root - the root of a definition, parsed for an edit
 * @param keys - the keys on the way
 * @returns undefined when there is no such entry
 */
export function stepsTo(
  root: Node | null | undefined,
  keys: string[],
): Step[] | undefined {
  const steps: Step[] = [];
  let node = root;
  for (const key of keys) {
    const map = asMap(node);
    const entry = map && entryOf(map, key);
    if (!map || !entry) {
      return undefined;
    }
    steps.push({ map, entry });
    node = entry.value;
  }
  return steps;
}

/**
 * Whether a node is a map or list in block style.
 *
 * @param node - any node
 * @returns false for flow style, scalars and null
 */
export function isBlock(
  node: unknown,
): node is (YAMLMap | YAMLSeq) & { flow?: false } {
  return isCollection(node) && !node.flow;
}

/**
 * Whether a value is absent, with nothing written in its place.
 *
 * @param value - the value of an entry
 * @returns false for a written `null` or `~`
 */
export function isNull(value: Node | null): value is null {
  return (
    value === null ||
    (isScalar(value) &&
      value.type === Scalar.PLAIN &&
      value.range![0] === value.range![1])
  );
}
