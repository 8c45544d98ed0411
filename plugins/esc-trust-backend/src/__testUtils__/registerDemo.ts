import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { GUEST, TestPortal } from './testPortal';

/** Registers every pair of the demo, as the guest. */
export async function registerDemo(portal: TestPortal): Promise<Mapping[]> {
  const mappings: Mapping[] = [];
  for (const { environment, loginPath, ownerRef, entityRefs } of portal.demo
    .mappings) {
    const response = await portal.http
      .post('/api/esc-trust/mappings')
      .set('Authorization', GUEST)
      .send({ environment, loginPath, ownerRef, entityRefs });
    expect(response.body.error?.message).toBeUndefined();
    expect(response.status).toBe(201);
    mappings.push(response.body);
  }
  return mappings;
}
