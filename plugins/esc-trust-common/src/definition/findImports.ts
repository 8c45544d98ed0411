import { isMap, isScalar, isSeq } from 'yaml';
import { parseDocuments, topLevelEntries } from './definitionDocuments';
import { implicitReferences } from './importReference';
import { TextPositions } from './textPositions';
import { DefinitionProblem } from './types';

/** What a definition imports, each reference once, exactly as written. @public */
export interface FoundImports {
  /** Those of the list `imports` in order, then the implicit ones in order. */
  references: string[];
  /** What Pulumi would refuse. */
  problems: DefinitionProblem[];
}

/**
 * Finds what a definition imports: by its list `imports`, and implicitly by
 * `${environments.project.name…}` anywhere below `values` but in secrets.
 *
 * @remarks
 * An import that isn't merged (`merge: false`) is opened all the same
 * (pulumi/esc, `eval/eval.go`).
 *
 * @param yaml - text of a definition in which {@link findAwsLogins} finds no
 *   problem: syntax errors are not reported twice
 * @public
 */
export function findImports(yaml: string): FoundImports {
  const positions = new TextPositions(yaml);
  const { lineCounter } = positions;
  const [document] = parseDocuments(yaml, { lineCounter });
  const references = new Set<string>();
  const problems: DefinitionProblem[] = [];
  const problem = (message: string, node: unknown) => {
    const position = positions.of(node);
    problems.push({ message, ...(position ? { position } : {}) });
  };
  // Of a section that is written twice the last counts.
  const list = topLevelEntries(document, 'imports').at(-1)?.value;
  if (isSeq(list)) {
    for (const item of list.items) {
      const reference = explicitReference(item);
      if (reference === undefined) {
        problem('import must be a string or an object', item);
      } else {
        references.add(reference);
      }
    }
  } else if (list && !(isScalar(list) && list.value === null)) {
    problem('imports must be a list', list);
  }
  addImplicit(topLevelEntries(document, 'values').at(-1)?.value, references);
  return { references: [...references], problems };
}

/** `project/name`, or `{ "project/name": { merge: … } }`. */
function explicitReference(item: unknown): string | undefined {
  const key = isMap(item) && item.items.length === 1 ? item.items[0].key : item;
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
}

function addImplicit(node: unknown, references: Set<string>): void {
  if (isScalar(node)) {
    if (typeof node.value === 'string') {
      implicitReferences(node.value).forEach(r => references.add(r));
    }
  } else if (isSeq(node)) {
    node.items.forEach(item => addImplicit(item, references));
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      // A secret's text is never looked into, nor interpolated by Pulumi.
      if (!(isScalar(key) && key.value === 'fn::secret')) {
        addImplicit(value, references);
      }
    }
  }
}
