/** Gives a template every value that there is. */
export function putOut<T extends object>(
  ctx: { output(name: keyof T, value: never): void },
  values: T,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      ctx.output(name as keyof T, value as never);
    }
  }
}
