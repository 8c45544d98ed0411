/**
 * Fills the portal with the simulator's examples, through the product's own
 * API and as the signed-in guest: the demo can do nothing that a user can't.
 *
 * @param ask - of `signInAsGuest`
 * @returns how many mappings were registered and, by status, how they fare
 */
export async function registerDemoMappings(ask, mappings) {
  const statuses = {};
  const refused = [];
  for (const { environment, loginPath, ownerRef, entityRefs } of mappings) {
    const response = await ask('POST', '/mappings', {
      environment,
      loginPath,
      ownerRef,
      entityRefs,
    });
    if (response.ok) {
      const { status } = (await response.json()).trust;
      statuses[status] = (statuses[status] ?? 0) + 1;
    } else {
      const { organization, project, name } = environment;
      const { error } = await response.json().catch(() => ({}));
      const reason = error?.message ?? `HTTP status ${response.status}`;
      refused.push(`${organization}/${project}/${name}: ${reason}`);
    }
  }
  return { statuses, refused };
}
