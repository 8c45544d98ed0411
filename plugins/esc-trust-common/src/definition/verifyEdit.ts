import { isMap, isPair, isScalar, isSeq, Node } from 'yaml';
import { parseForEdit } from './definitionDocuments';

type Outline = string | null | Outline[] | { [key: string]: Outline };

/**
 * Whether an edit has changed nothing but what it was to change.
 *
 * @remarks
 * Both texts are parsed again, as strings only, and compared node by node:
 * order, keys, values, quoting, tags and anchors of every document. Left out
 * are the changed paths, and the maps on the way to them when they are empty
 * otherwise.
 *
 * @param before - the text before
 * @param after - the text after
 * @param changed - paths below `values` that may differ, as keys
 * @returns false when anything else differs
 */
export function onlyChanged(
  before: string,
  after: string,
  changed: string[][],
): boolean {
  return outlineOf(before, changed) === outlineOf(after, changed);
}

function outlineOf(text: string, changed: string[][]): string {
  const [first, ...others] = parseForEdit(text);
  const root = first?.contents;
  return JSON.stringify([
    isMap(root)
      ? outline(
          root,
          changed.map(keys => ['values', ...keys]),
          true,
        )
      : outlineOfEmptyRoot(root),
    ...others.map(document => outline(document.contents, [])),
  ]);
}

/** A definition that holds nothing is one without entries. */
function outlineOfEmptyRoot(root: Node | null | undefined): Outline {
  return root && !(isScalar(root) && root.value === '')
    ? outline(root, [])
    : { entries: [] };
}

function outline(node: unknown, changed: string[][], isRoot = false): Outline {
  if (isMap(node)) {
    return {
      ...propertiesOf(node, isRoot),
      entries: node.items.flatMap(item =>
        outlineOfEntry(item.key, item.value, changed, isRoot),
      ),
    };
  }
  if (isSeq(node)) {
    return {
      ...propertiesOf(node, false),
      items: node.items.map(item =>
        isPair(item)
          ? [outline(item.key, []), outline(item.value, [])]
          : outline(item, []),
      ),
    };
  }
  return isScalar(node)
    ? { ...propertiesOf(node, false), value: String(node.value) }
    : null;
}

function outlineOfEntry(
  key: unknown,
  value: unknown,
  changed: string[][],
  isRoot: boolean,
): Outline[] {
  const name = isScalar(key) ? String(key.value) : undefined;
  const below = changed
    .filter(([first]) => first === (isRoot ? name?.toLowerCase() : name))
    .map(keys => keys.slice(1));
  if (below.some(keys => keys.length === 0)) {
    return [];
  }
  const inner = outline(value, below);
  return below.length > 0 && holdsNothing(value, inner, isRoot)
    ? []
    : [[outline(key, []), inner]];
}

/** `values` may have been null; any other null is a value. */
function holdsNothing(value: unknown, inner: Outline, isValues: boolean) {
  if (isMap(value)) {
    return (inner as { entries: Outline[] }).entries.length === 0;
  }
  return isValues;
}

function propertiesOf(
  node: { tag?: string; anchor?: string; flow?: boolean; type?: string },
  isRoot: boolean,
): { [key: string]: Outline } {
  const { tag = null, anchor = null, type = null, flow = false } = node;
  return isRoot ? {} : { tag, anchor, type, flow: String(flow) };
}
