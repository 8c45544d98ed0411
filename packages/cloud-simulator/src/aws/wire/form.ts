/** The parameters of one call in the AWS query protocol. */
export class Form {
  private readonly params: URLSearchParams;

  constructor(body: string) {
    this.params = new URLSearchParams(body);
  }

  /** One text, `undefined` when it was not sent. */
  text(name: string): string | undefined {
    return this.params.get(name) ?? undefined;
  }

  /** One number, `NaN` when it is none. */
  number(name: string): number | undefined {
    const text = this.params.get(name);
    if (text === null || text === '') {
      return undefined;
    }
    return /^-?\d+$/.test(text) ? Number(text) : NaN;
  }

  /** `Name.member.1`, `Name.member.2`, … */
  list(name: string): string[] {
    const values: string[] = [];
    for (let index = 1; ; index += 1) {
      const value = this.params.get(`${name}.member.${index}`);
      if (value === null) {
        return values;
      }
      values.push(value);
    }
  }

  /** `Name.member.1.Field`, … */
  records<F extends string>(
    name: string,
    fields: readonly F[],
  ): Array<Partial<Record<F, string>>> {
    const records: Array<Partial<Record<F, string>>> = [];
    for (let index = 1; ; index += 1) {
      const record: Partial<Record<F, string>> = {};
      for (const field of fields) {
        const value = this.params.get(`${name}.member.${index}.${field}`);
        if (value !== null) {
          record[field] = value;
        }
      }
      if (Object.keys(record).length === 0) {
        return records;
      }
      records.push(record);
    }
  }
}
