import type { Node, YAMLMap } from 'yaml';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { PulumiDiagnostic, Span } from './diagnostics';
import { SourceText } from './diagnostics';
import type { Import, ObjectExpression } from './expressions';
import type { PlainSecret } from './expressionReader';
import { ExpressionReader, keyText, spanOf } from './expressionReader';

/** A definition, read but not evaluated. */
export interface Definition {
  source: SourceText;
  imports: Import[];
  values?: ObjectExpression;
  diagnostics: PulumiDiagnostic[];
  /** Secrets that still stand there in plain text. */
  plainSecrets: PlainSecret[];
}

/**
 * Reads the YAML of a definition. What is wrong is told in diagnostics; the
 * rest is read as far as possible.
 *
 * @param environment - The name that diagnostics carry.
 */
export function parseDefinition(environment: string, text: string): Definition {
  const source = new SourceText(environment, text);
  const definition: Definition = {
    source,
    imports: [],
    diagnostics: [],
    plainSecrets: [],
  };
  // Only the first document is read. Duplicate keys are told by the reader,
  // with Pulumi's words.
  const [document] = parseAllDocuments(text, { uniqueKeys: false });
  if (!document || !('contents' in document) || !document.contents) {
    return definition;
  }
  for (const error of document.errors) {
    definition.diagnostics.push(
      source.error(error.message.split('\n')[0], error.pos),
    );
  }
  visit(document, {
    Alias: (_, alias) => {
      definition.diagnostics.push(
        source.error('alias nodes are not supported', spanOf(alias)),
      );
    },
  });
  if (definition.diagnostics.length > 0) {
    return definition;
  }
  const root = document.contents as Node;
  if (isMap(root)) {
    readTopLevel(root, definition);
  } else if (!isScalar(root) || root.value !== null) {
    definition.diagnostics.push(
      source.error('environment must be an object', spanOf(root)),
    );
  }
  return definition;
}

/** Top-level keys are matched case-insensitively; of two the last counts. */
function readTopLevel(root: YAMLMap, definition: Definition): void {
  const { source, diagnostics } = definition;
  const seen = new Set<string>();
  for (const { key, value } of root.items) {
    const span = spanOf(key as Node);
    const written = String(keyText(key));
    if (seen.has(written)) {
      diagnostics.push(source.warning(`duplicate key "${written}"`, span));
    }
    seen.add(written);
    const name = written.toLowerCase();
    if (name === 'imports') {
      definition.imports = readImports(value as Node | null, definition);
    } else if (name === 'values') {
      readValues(value as Node | null, definition);
    } else if (name !== 'description') {
      diagnostics.push(source.warning(`unknown key "${written}"`, span));
    }
  }
}

const reserved = ['imports', 'context', 'environments'];

function readValues(node: Node | null, definition: Definition): void {
  const { source, diagnostics } = definition;
  if (!node || (isScalar(node) && node.value === null)) {
    return;
  }
  if (!isMap(node)) {
    diagnostics.push(source.error('values must be an object', spanOf(node)));
    return;
  }
  for (const { key } of node.items) {
    const name = keyText(key);
    if (name !== undefined && reserved.includes(name)) {
      diagnostics.push(
        source.error(`"${name}" is a reserved key`, spanOf(key as Node)),
      );
    } else if (name?.startsWith('fn::')) {
      diagnostics.push(
        source.error(
          `builtin function call "${name}" not allowed at the top level`,
          spanOf(key as Node),
        ),
      );
      return;
    }
  }
  const reader = new ExpressionReader(source, diagnostics);
  definition.values = reader.readObject(node, 'values');
  definition.plainSecrets = reader.plainSecrets;
}

function readImports(node: Node | null, definition: Definition): Import[] {
  const { source, diagnostics } = definition;
  if (!node || (isScalar(node) && node.value === null)) {
    return [];
  }
  if (!isSeq(node)) {
    diagnostics.push(source.error('imports must be a list', spanOf(node)));
    return [];
  }
  const imports: Import[] = [];
  for (const item of node.items as Node[]) {
    const span: Span = spanOf(item);
    if (isScalar(item) && typeof item.value === 'string') {
      imports.push({ name: item.value, merge: true, span });
      continue;
    }
    const pair = isMap(item) && item.items.length === 1 ? item.items[0] : null;
    const name = pair && keyText(pair.key);
    if (!pair || typeof name !== 'string' || isAlias(pair.value)) {
      diagnostics.push(
        source.error('import must be a string or an object', span),
      );
      continue;
    }
    const merge = isMap(pair.value) ? pair.value.get('merge') : undefined;
    imports.push({ name, merge: merge !== false, span });
  }
  return imports;
}
