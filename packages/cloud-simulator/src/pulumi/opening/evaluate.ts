import type { LoginPlace } from '../claims';
import { importedPlace, openerLogin } from '../claims';
import type { PulumiDiagnostic, Span } from '../definition/diagnostics';
import { hasErrors } from '../definition/diagnostics';
import type { Definition } from '../definition/parse';
import { parseDefinition } from '../definition/parse';
import type { EscValue } from '../definition/values';
import { merge, unknownValue, wrap } from '../definition/values';
import { readImportName } from '../names';
import type { OpeningContext } from './context';
import { ExpressionEvaluator } from './expressionEvaluator';

/** What came out of a definition. */
export interface Evaluation {
  definition: Definition;
  value: EscValue;
  diagnostics: PulumiDiagnostic[];
}

/** One opening: environments that several importers share are evaluated once. */
class Opening {
  private readonly done = new Map<string, EscValue>();
  private readonly underway = new Set<string>();

  constructor(
    private readonly context: OpeningContext,
    private readonly diagnostics: PulumiDiagnostic[],
  ) {}

  async evaluate(
    environment: string,
    text: string,
    place: LoginPlace,
  ): Promise<{ definition: Definition; value: EscValue }> {
    const definition = parseDefinition(environment, text);
    this.diagnostics.push(...definition.diagnostics);
    if (hasErrors(definition.diagnostics)) {
      return { definition, value: unknownValue };
    }
    this.underway.add(environment);
    const imported = new Map<string, EscValue>();
    let base: EscValue | undefined;
    for (const { name, merge: merges, span } of definition.imports) {
      const value = await this.import(name, definition, place, span);
      imported.set(name, value);
      base = merges ? merge(base, value) : base;
    }
    const evaluator = new ExpressionEvaluator({
      definition,
      base,
      place,
      environment,
      opening: this.context,
      diagnostics: this.diagnostics,
      importByName: (name, span) => this.import(name, definition, place, span),
      imports: imported,
      contextValue: this.contextValue(place),
    });
    const value = await evaluator.evaluateAll();
    this.underway.delete(environment);
    return { definition, value };
  }

  private async import(
    asWritten: string,
    importer: Definition,
    place: LoginPlace,
    span: Span,
  ): Promise<EscValue> {
    const { source } = importer;
    const found = readImportName(asWritten);
    const key = found ? `${found.project}/${found.name}` : asWritten;
    // Under another root the logins send other claims.
    const imported = found && importedPlace(place, { ...found, asWritten });
    const doneKey = `${imported?.root} ${key}`;
    const known = this.done.get(doneKey);
    if (known) {
      return known;
    }
    if (this.underway.has(key)) {
      this.diagnostics.push(
        source.error(`cyclic import of ${asWritten}`, span),
      );
      return unknownValue;
    }
    const text =
      found && this.context.readEnvironment(found.project, found.name);
    if (!imported || text === undefined) {
      const { organization } = this.context.opener;
      this.diagnostics.push(
        source.error(
          `[404] Not Found: environment '${organization}/${key}' not found`,
          span,
        ),
      );
      return unknownValue;
    }
    const { value } = await this.evaluate(key, text, imported);
    this.done.set(doneKey, value);
    return value;
  }

  /** What `${context…}` refers to. */
  private contextValue(place: LoginPlace): EscValue {
    const { opener } = this.context;
    return wrap({
      currentEnvironment: { name: place.current },
      rootEnvironment: { name: place.root },
      pulumi: {
        user: { login: openerLogin(opener) },
        organization: { login: opener.organization },
        token: { type: opener.tokenType, team: opener.team ?? '' },
        openDuration: '2h',
      },
    });
  }
}

/**
 * Evaluates a definition with everything that it imports. Every import is
 * evaluated in full, also one that is not merged or overridden later, so each
 * login block of the import closure asks its provider. That the provider is
 * asked in these cases too is inferred [U].
 */
export async function evaluateDefinition(
  environment: string,
  text: string,
  place: LoginPlace,
  context: OpeningContext,
): Promise<Evaluation> {
  const diagnostics: PulumiDiagnostic[] = [];
  const opening = new Opening(context, diagnostics);
  const { definition, value } = await opening.evaluate(
    environment,
    text,
    place,
  );
  return { definition, value, diagnostics };
}
