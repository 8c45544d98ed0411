import type { Span } from './diagnostics';

/** One step of a reference: a property name or a list index. */
export type Accessor = string | number;

interface Located {
  span: Span;
  /** Where the value stands: `values.aws.login`. */
  path: string;
}

/** A single value without references. */
export interface LiteralExpression extends Located {
  kind: 'literal';
  value: string | number | boolean | null;
}

/** Text with references in it, or a reference alone. */
export interface TextExpression extends Located {
  kind: 'text';
  parts: Array<string | Accessor[]>;
}

/** A list. */
export interface ListExpression extends Located {
  kind: 'list';
  items: Expression[];
}

/** A mapping that is no call. */
export interface ObjectExpression extends Located {
  kind: 'object';
  entries: Map<string, Expression>;
}

/** A built-in function: a mapping with exactly one key. */
export interface CallExpression extends Located {
  kind: 'call';
  /** As written: `fn::join`, `fn::open::aws-login`, `fn::open`. */
  name: string;
  /** Which provider it opens or rotates, for both forms of `fn::open`. */
  provider?: string;
  arg: Expression;
}

/** The part of a definition under `values`, as a tree. */
export type Expression =
  | LiteralExpression
  | TextExpression
  | ListExpression
  | ObjectExpression
  | CallExpression;

/** One entry of `imports`. */
export interface Import {
  /** Exactly as written. */
  name: string;
  merge: boolean;
  span: Span;
}
