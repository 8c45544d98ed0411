import { LineCounter } from 'yaml';

/**
 * A place in a definition.
 *
 * @public
 */
export interface DiagnosticPosition {
  line: number;
  column: number;
  byte: number;
}

/**
 * A remark about a definition or about its opening, as Pulumi Cloud words it.
 *
 * @public
 */
export interface PulumiDiagnostic {
  summary: string;
  severity: 'error' | 'warning';
  path?: string;
  detail?: string;
  range?: {
    environment: string;
    begin: DiagnosticPosition;
    end: DiagnosticPosition;
  };
}

/** Offsets into the text of a definition. */
export type Span = readonly [start: number, end: number];

/** A text that diagnostics point into. */
export class SourceText {
  private readonly counter = new LineCounter();
  private readonly ascii: boolean;

  constructor(readonly environment: string, readonly text: string) {
    this.counter.addNewLine(0);
    for (
      let at = text.indexOf('\n');
      at >= 0;
      at = text.indexOf('\n', at + 1)
    ) {
      this.counter.addNewLine(at + 1);
    }
    this.ascii = Buffer.byteLength(text) === text.length;
  }

  range([start, end]: Span): NonNullable<PulumiDiagnostic['range']> {
    return {
      environment: this.environment,
      begin: this.position(start),
      end: this.position(end),
    };
  }

  error(summary: string, span: Span, path?: string): PulumiDiagnostic {
    return { summary, severity: 'error', path, range: this.range(span) };
  }

  warning(summary: string, span: Span): PulumiDiagnostic {
    return { summary, severity: 'warning', range: this.range(span) };
  }

  private position(offset: number): DiagnosticPosition {
    const { line, col } = this.counter.linePos(offset);
    const byte = this.ascii
      ? offset
      : Buffer.byteLength(this.text.slice(0, offset));
    return { line, column: col, byte };
  }
}

/** Whether anything is wrong, warnings aside. */
export function hasErrors(diagnostics: PulumiDiagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
