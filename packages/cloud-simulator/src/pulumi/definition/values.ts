/** A value of an evaluated definition, in the shape that the API gives. */
export interface EscValue {
  value:
    | string
    | number
    | boolean
    | null
    | EscValue[]
    | { [property: string]: EscValue };
  secret?: boolean;
  /** Known on opening only. */
  unknown?: boolean;
}

/** Stands for what only an opening can tell. */
export const unknownValue: EscValue = { value: '[unknown]', unknown: true };

/** Wraps plain data. */
export function wrap(data: unknown, secret?: boolean): EscValue {
  const mark = secret ? { secret } : {};
  if (Array.isArray(data)) {
    return { value: data.map(one => wrap(one, secret)), ...mark };
  }
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(([key, one]) => [
      key,
      wrap(one, secret),
    ]);
    return { value: Object.fromEntries(entries), ...mark };
  }
  const plain = ['string', 'number', 'boolean'].includes(typeof data);
  return { value: plain ? (data as string) : null, ...mark };
}

/** Plain data without the marks. */
export function unwrap({ value }: EscValue): unknown {
  if (Array.isArray(value)) {
    return value.map(unwrap);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, unwrap(one)]),
    );
  }
  return value;
}

/** The properties, if the value has any. */
export function propertiesOf(
  value: EscValue | undefined,
): { [property: string]: EscValue } | undefined {
  const content = value?.value;
  return typeof content === 'object' &&
    content !== null &&
    !Array.isArray(content)
    ? content
    : undefined;
}

/** Whether a mark holds for the value or for anything in it. */
export function anywhere(value: EscValue, mark: 'secret' | 'unknown'): boolean {
  const content = value.value;
  const inner =
    typeof content === 'object' && content !== null
      ? Object.values(content)
      : [];
  return value[mark] === true || inner.some(one => anywhere(one, mark));
}

/** JSON merge patch: objects merge, of anything else the later wins. */
export function merge(base: EscValue | undefined, over: EscValue): EscValue {
  const below = propertiesOf(base);
  const above = propertiesOf(over);
  if (!below || !above) {
    return over;
  }
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = merge(
      Object.hasOwn(below, key) ? below[key] : undefined,
      value,
    );
  }
  return { ...over, value: merged };
}
