import { LAB_EXAMPLES } from './labExamples';
import { EMPTY_LAB, LabInput } from './labInput';
import { labHash, readLabHash } from './labLink';

/** Repeatable noise. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function anyInput(seed: number): LabInput {
  const next = noise(seed);
  const pick = <T>(items: T[]) => items[Math.floor(next() * items.length)];
  const text = () =>
    Array.from({ length: Math.floor(next() * 20) }, () =>
      pick(['a', '{', '"', '\n', ' ', 'ä', '💥', '+', '/', '=', '%', '\u2028']),
    ).join('');
  return {
    ...EMPTY_LAB,
    trustPolicy: text(),
    organization: text(),
    project: text(),
    name: text(),
    subjectAttributes: next() < 0.5 ? [] : [text(), text()],
    openings: pick<LabInput['openings']>([['direct'], ['stack', 'import'], []]),
    identityProvider: pick(['known', 'missing', 'unknown']),
    clientIds: text(),
    intended: text(),
  };
}

const hashOf = (value: unknown) =>
  `#lab=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;

describe('the share link', () => {
  it.each(Object.entries(LAB_EXAMPLES))(
    'brings back the example %s',
    (_, input) => {
      expect(readLabHash(labHash(input))).toEqual(input);
    },
  );

  it('brings back whatever was filled in', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const input = anyInput(seed);
      const hash = labHash(input);
      expect(hash).toMatch(/^#lab=[\w-]*$/);
      expect(readLabHash(hash)).toEqual(input);
    }
  });

  it('is short when little is filled in', () => {
    expect(labHash(EMPTY_LAB)).toBe('#lab=e30');
  });

  it.each(['', '#', '#other', '#label=x'])('isn’t in %p', hash => {
    expect(readLabHash(hash)).toBeUndefined();
  });

  it.each([
    '#lab=',
    '#lab=%%%',
    '#lab=abc',
    hashOf([]),
    hashOf('x'),
    hashOf(null),
    hashOf({ trustPolicy: 'x'.repeat(70_000) }),
    labHash(LAB_EXAMPLES.correct).slice(0, -9),
  ])('says so when it can’t be read: %#', hash => {
    expect(readLabHash(hash)).toBe('unreadable');
  });

  it('takes nothing from a link that is no field', () => {
    const input = readLabHash(
      hashOf({
        trustPolicy: 7,
        organization: 'acme',
        subjectAttributes: ['a', 1],
        openings: ['sideways'],
        identityProvider: 'stolen',
        __proto__: { polluted: true },
        more: 'x',
      }),
    );
    expect(input).toEqual({ ...EMPTY_LAB, organization: 'acme' });
  });
});
