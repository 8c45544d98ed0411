/**
 * What people call an owner: groups of the default namespace by their name, all
 * others by their ref.
 */
export function ownerName(ownerRef: string): string {
  return ownerRef.replace(/^group:(default\/)?/i, '');
}

/** What people call an account: its title and its ID, or only the latter. */
export function accountName(
  accountId: string,
  titles: ReadonlyMap<string, string>,
): string {
  const title = titles.get(accountId);
  return title ? `${title} (${accountId})` : accountId;
}
