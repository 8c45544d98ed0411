/** What Pulumi says of a definition; every part of it may be missing. */
export interface PulumiDiagnostic {
  summary?: string;
  /** `error` or `warning`; nothing means an error. */
  severity?: string;
  /** What it is about, such as `values.aws.login`. */
  path?: string;
  range?: {
    /** Written `project/name`: imports have errors too. */
    environment?: string;
    begin?: { line?: number; column?: number };
  };
}

const MOST_SHOWN = 5;
const MOST_CHARACTERS = 500;

/**
 * The errors among diagnostics, one sentence each, with where they are.
 *
 * @remarks
 * Only the summary is passed on: details may quote what a definition contains.
 */
export function describeErrors(diagnostics: PulumiDiagnostic[]): string[] {
  return errorsAmong(diagnostics).map(({ summary, range }) => {
    const { line, column } = range?.begin ?? {};
    const where = [
      ...(line ? [`line ${line}`] : []),
      ...(line && column ? [`column ${column}`] : []),
    ].join(', ');
    const what = String(summary || 'an error').slice(0, MOST_CHARACTERS);
    return where ? `${where}: ${what}` : what;
  });
}

/** Those that aren't warnings. */
export function errorsAmong(
  diagnostics: PulumiDiagnostic[],
): PulumiDiagnostic[] {
  return diagnostics.filter(d => d?.severity !== 'warning');
}

/** Puts them into one sentence, the first few of them. */
export function joinErrors(errors: string[]): string {
  const more = errors.length - MOST_SHOWN;
  return [
    ...errors.slice(0, MOST_SHOWN),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ');
}
