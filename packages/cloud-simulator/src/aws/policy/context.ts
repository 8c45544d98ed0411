/**
 * What a request tells about itself: condition keys and their values. Key
 * names are case-insensitive. Whether a key is single- or multi-valued is
 * decided by the request, not by the policy, so lists stay lists. An empty list
 * is a null data set: the key counts as absent.
 */
export class RequestContext {
  private readonly values = new Map<string, string | string[]>();

  constructor(entries: Record<string, string | string[] | undefined>) {
    for (const [key, value] of Object.entries(entries)) {
      const isEmptyList = Array.isArray(value) && value.length === 0;
      if (value !== undefined && !isEmptyList) {
        this.values.set(key.toLowerCase(), value);
      }
    }
  }

  get(key: string): string | string[] | undefined {
    return this.values.get(key.toLowerCase());
  }
}
