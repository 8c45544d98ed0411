/** A step into a value: a key, or an index of a list. */
export type PathSegment = string | number;

/** Writes a value path: `aws.login`, `logins[0]`, `a["b.c"]`. */
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
 * @returns the keys, or undefined when a key isn't plain or is reserved: logins
 *   are written to plain paths only
 */
export function parsePlainPath(path: string): string[] | undefined {
  const keys = path.split('.');
  const reserved = ['imports', 'context', 'environments'];
  return keys.every(key => /^[A-Za-z_][\w-]*$/.test(key)) &&
    !reserved.includes(keys[0])
    ? keys
    : undefined;
}
