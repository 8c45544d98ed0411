import { Tag } from '@aws-sdk/client-iam';

/** Tags as IAM takes them. */
export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
