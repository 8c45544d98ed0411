import type { EscValue } from '../definition/values';
import { propertiesOf } from '../definition/values';

/** The properties of an evaluated definition: not plain values. */
export function propertiesJson(
  value: EscValue,
  options: { hideSecrets?: boolean } = {},
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(propertiesOf(value) ?? {}).map(([key, one]) => [
      key,
      valueJson(one, options),
    ]),
  );
}

/** One value with its marks. */
export function valueJson(
  { value, secret, unknown }: EscValue,
  options: { hideSecrets?: boolean } = {},
): object {
  const marks = {
    ...(secret && { secret }),
    ...(unknown && { unknown }),
    trace: {},
  };
  if (secret && options.hideSecrets) {
    return { value: '[secret]', ...marks };
  }
  if (Array.isArray(value)) {
    return { value: value.map(one => valueJson(one, options)), ...marks };
  }
  return typeof value === 'object' && value !== null
    ? { value: propertiesJson({ value }, options), ...marks }
    : { value, ...marks };
}
