import { exampleMapping } from '../../testing/exampleMapping';
import { offeredActions } from './offeredActions';

const EVERYTHING = {
  assess: true,
  verify: true,
  repair: true,
  deprovision: true,
  delete: true,
  update: true,
};
const NOTHING = {
  assess: false,
  verify: false,
  repair: false,
  deprovision: false,
  delete: false,
  update: false,
};
const UNTRUSTED = { status: 'untrusted' as const };

describe('offeredActions', () => {
  it('takes back what was provisioned, and forgets what wasn’t', () => {
    const [provisioned, registered] = (
      ['provisioned', 'registered'] as const
    ).map(source => exampleMapping('acme/a/b', UNTRUSTED, { source }));
    expect([...offeredActions(provisioned, EVERYTHING)]).toEqual([
      'assess',
      'verify',
      'repair',
      'remove',
    ]);
    expect([...offeredActions(registered, EVERYTHING)]).toEqual([
      'assess',
      'verify',
      'repair',
      'forget',
    ]);
  });

  it('ignores what was discovered, and shows it again', () => {
    const discovered = exampleMapping('acme/a/b', UNTRUSTED, {
      source: 'discovered',
      ownerRef: undefined,
    });
    expect([...offeredActions(discovered, EVERYTHING)]).toEqual([
      'assess',
      'forget',
      'ignore',
    ]);
    expect([
      ...offeredActions({ ...discovered, ignored: true }, EVERYTHING),
    ]).toEqual(['assess', 'forget', 'unignore']);
  });

  it('repairs nothing that is right', () => {
    const offered = offeredActions(exampleMapping('acme/a/b'), EVERYTHING);
    expect([...offered]).toEqual(['assess', 'verify', 'remove']);
  });

  it('offers each thing to those only who have its permission', () => {
    const mappings = (['provisioned', 'registered', 'discovered'] as const).map(
      source => exampleMapping('acme/a/b', UNTRUSTED, { source }),
    );
    const offeredTo = (permission: Partial<typeof NOTHING>) => [
      ...new Set(
        mappings.flatMap(mapping => [
          ...offeredActions(mapping, { ...NOTHING, ...permission }),
        ]),
      ),
    ];
    expect(offeredTo({})).toEqual([]);
    expect(offeredTo({ assess: true })).toEqual(['assess']);
    expect(offeredTo({ verify: true })).toEqual(['verify']);
    expect(offeredTo({ repair: true })).toEqual(['repair']);
    expect(offeredTo({ deprovision: true })).toEqual(['remove']);
    expect(offeredTo({ delete: true })).toEqual(['forget']);
    expect(offeredTo({ update: true })).toEqual(['ignore']);
  });
});
