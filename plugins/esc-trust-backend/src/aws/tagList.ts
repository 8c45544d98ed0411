import { Tag } from '@aws-sdk/client-iam';

/** Tags as IAM takes them. */
export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags as IAM gives them, by key. */
export function tagRecord(tags: Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(t => [t.Key ?? '', t.Value ?? '']));
}
