import {
  Document,
  DocumentOptions,
  isMap,
  isScalar,
  Node,
  Pair,
  parseAllDocuments,
  ParseOptions,
  SchemaOptions,
  visit,
  YAMLParseError,
} from 'yaml';

/**
 * Parses every YAML document of a definition's text.
 *
 * @remarks
 * Pulumi reads the first document only, so a second one, whatever it holds, is
 * neither a problem nor ours to change (pulumi/esc, `syntax/encoding/yaml.go`).
 *
 * @param text - text of the definition; may be empty
 * @param options - options of the `yaml` package, added to ours
 * @returns the documents in order; none when the text is empty or comments only
 */
export function parseDocuments(
  text: string,
  options?: ParseOptions & DocumentOptions & SchemaOptions,
): Document.Parsed[] {
  const documents = [
    ...parseAllDocuments(text, {
      merge: false,
      // Its own check compares each key with each other one.
      uniqueKeys: false,
      ...options,
    }),
  ];
  documents.slice(0, 1).forEach(refuseDuplicateKeys);
  return documents;
}

/**
 * Adds the errors that the parser would have found, but for the top level, where
 * a key that is written twice is no error to Pulumi (pulumi/esc,
 * `ast/environment.go`).
 */
function refuseDuplicateKeys(document: Document.Parsed): void {
  visit(document, {
    Map: (_, map) => {
      if (map === document.contents) {
        return;
      }
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (isScalar(key)) {
          if (seen.has(key.value)) {
            const at = key.range?.[0] ?? 0;
            document.errors.push(
              new YAMLParseError(
                [at, at + 1],
                'DUPLICATE_KEY',
                'duplicate key',
              ),
            );
          }
          seen.add(key.value);
        }
      }
    },
  });
}

/**
 * Parses a definition for an edit.
 *
 * @remarks
 * The failsafe schema knows strings only, so that no number, date or boolean is
 * ever typed and nothing can be written back as something else. The source
 * tokens say where each character of the syntax stands.
 *
 * @param text - text of the definition; may be empty
 * @returns the documents in order, with their source tokens
 */
export function parseForEdit(text: string): Document.Parsed[] {
  return parseDocuments(text, { schema: 'failsafe', keepSourceTokens: true });
}

/**
 * The top-level entries with a name, which Pulumi matches in any case
 * (`strings.EqualFold` in pulumi/esc, `ast/environment.go`).
 *
 * @param document - a document of a definition, or undefined for none
 * @param name - the name in lower case, such as `values`
 * @returns the entries in order; more than one when it is written twice
 */
export function topLevelEntries(
  document: Document | undefined,
  name: string,
): Pair<unknown, Node | null>[] {
  if (!isMap<unknown, Node | null>(document?.contents)) {
    return [];
  }
  return document.contents.items.filter(
    item => isScalar(item.key) && String(item.key.value).toLowerCase() === name,
  );
}

/**
 * Whether a node is a built-in call, or would be taken for one: a map with a
 * key that starts with `fn::` in any case.
 *
 * @param node - any node
 * @returns false for everything but such a map
 */
export function isCall(node: unknown): boolean {
  return (
    isMap(node) &&
    node.items.some(
      item => isScalar(item.key) && /^fn::/i.test(String(item.key.value)),
    )
  );
}
