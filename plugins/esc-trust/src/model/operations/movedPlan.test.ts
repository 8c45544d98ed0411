import { ResponseError } from '@backstage/errors';
import { examplePlan } from '../../testing/examplePlan';
import { movedPlan } from './movedPlan';

async function refusal(status: number, more: object = {}) {
  const body = {
    error: { name: 'ConflictError', message: 'Not now' },
    response: { statusCode: status },
    ...more,
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

describe('movedPlan', () => {
  it('finds the new plan in the error of the real client', async () => {
    const plan = examplePlan();

    expect(movedPlan(await refusal(409, { plan }))).toEqual(plan);
    expect(movedPlan(await refusal(409))).toBeUndefined();
    expect(movedPlan(await refusal(403))).toBeUndefined();
    expect(movedPlan(new Error('Failed to fetch'))).toBeUndefined();
  });
});
