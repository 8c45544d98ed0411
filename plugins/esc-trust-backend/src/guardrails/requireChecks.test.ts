import {
  policy,
  proposal,
  provisioning,
  READ_BUCKET,
  TEAM,
} from './__testUtils__/proposals';
import { requireGuardrails } from './requireGuardrails';

const getManagedPolicy = async () => ({ document: READ_BUCKET as unknown });

describe('added checks', () => {
  const run = (
    ...checks: Parameters<typeof requireGuardrails>[0]['checks'] & object
  ) =>
    requireGuardrails({
      proposed: proposal(),
      provisioning: provisioning(),
      getManagedPolicy,
      checks,
    });

  it('are all asked, and let pass by answering nothing', async () => {
    const seen: string[] = [];
    await run(
      { name: 'a', check: ({ role }) => void seen.push(role.name) },
      { name: 'b', check: async p => void seen.push(p.ownerRef) },
    );
    expect(seen).toEqual(['my-role', TEAM]);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'a sentence',
      'Not today',
      /^Not today: the calendar decides \(guardrail "freeze"\)$/,
    ],
    ['no sentence', '', /^This may not be provisioned: the calendar/],
    ['what is no sentence', false, /the calendar decides/],
  ])('refuse with %s', async (_, answer, message) => {
    const error = await run({
      name: 'freeze',
      setting: 'the calendar',
      check: async () => answer as string,
    }).catch(thrown => thrown);
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toMatch(message);
  });

  it('refuse by failing', async () => {
    await expect(
      run({
        name: 'freeze',
        check: () => {
          throw new Error('no calendar');
        },
      }),
    ).rejects.toThrow(/The check "freeze" failed.*no calendar/);
  });

  it('can change nothing', async () => {
    await expect(
      run({
        name: 'sly',
        check: proposed => {
          (proposed.role.managedPolicyArns as string[]).push(policy('X'));
          return undefined;
        },
      }),
    ).rejects.toThrow(/The check "sly" failed/);
  });

  it('are not asked about what the configuration refuses', async () => {
    const check = jest.fn();
    await expect(
      requireGuardrails({
        proposed: proposal(),
        provisioning: provisioning({ allow: [] }),
        getManagedPolicy,
        checks: [{ name: 'x', check }],
      }),
    ).rejects.toThrow(/may not provision anything/);
    expect(check).not.toHaveBeenCalled();
  });
});
