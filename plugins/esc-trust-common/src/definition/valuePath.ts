/** A step into a value: a key, or an index of a list. */
export type PathSegment = string | number;

/** Keys that Pulumi reserves directly below `values` (pulumi/esc, `eval/eval.go`). */
export const RESERVED_KEYS = ['imports', 'context', 'environments'];

/**
 * Writes a value path: `aws.login`, `logins[0]`, `a["b.c"]`.
 *
 * @param segments - keys and indexes from `values` on
 * @returns the path, as Pulumi writes property paths
 */
export function stringifyValuePath(segments: PathSegment[]): string {
  return segments.reduce<string>((path, segment) => {
    if (typeof segment === 'number') {
      return `${path}[${segment}]`;
    }
    if (/^[A-Za-z_$][\w$-]*$/.test(segment)) {
      return path ? `${path}.${segment}` : segment;
    }
    return `${path}[${JSON.stringify(segment)}]`;
  }, '');
}

/**
 * Reads a value path of plain keys, such as `aws.login`.
 *
 * @param path - value path below `values`
 * @returns the keys, or undefined when a key isn't plain or is reserved: logins
 *   are written to plain paths only
 */
export function parsePlainPath(path: string): string[] | undefined {
  const keys = path.split('.');
  return keys.every(key => /^[A-Za-z_][\w-]*$/.test(key)) &&
    !RESERVED_KEYS.includes(keys[0])
    ? keys
    : undefined;
}

/**
 * Whether a login can be written at a path: plain keys only, such as
 * `aws.login`, the first of which isn't one that Pulumi reserves below `values`
 * (`imports`, `context`, `environments`; pulumi/esc, `eval/eval.go`).
 *
 * @param path - value path below `values`
 * @returns false for every path that {@link setAwsLogin} refuses
 * @public
 */
export function isLoginPath(path: string): boolean {
  return parsePlainPath(path) !== undefined;
}
