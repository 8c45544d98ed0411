import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { countedExposure } from './acceptance';
import { ExposureVerdict, Finding } from './types';

const finding = (code: string, accepted?: boolean): Finding => ({
  code,
  severity: 'error',
  message: code,
  fingerprint: code,
  accepted,
});
const accepted = finding('subject-wildcard', true);
const open = finding('subject-wildcard');

/** The Sids of the statements that count; undefined when all do as before. */
function counting(
  statements: Array<[object, Finding[]]>,
  verdict: ExposureVerdict = 'wider',
) {
  let counted: Array<string | undefined> | undefined;
  const result = countedExposure({
    policy: parseTrustPolicy(policyOf(statements.map(([s]) => s))).policy!,
    exposure: { verdict, witnesses: [] },
    findings: statements.map(([, findings]) => findings),
    audiences: new Set(['aws:contoso']),
    identityProviderArn: PROVIDER,
    analyze: ({ statements: left }) => {
      counted = left.map(s => s.sid);
      return { verdict: 'undecided', witnesses: [] };
    },
  });
  expect(result).toBe(counted ? 'undecided' : verdict);
  return counted;
}

const pinned = (Sid: string) => ({ Sid, ...exactly('aws:contoso', 's') });

describe('which statements count once findings are accepted', () => {
  it.each<[string, Array<[object, Finding[]]>, string[] | undefined]>([
    ['all, when nothing is accepted', [[pinned('A'), [open]]], undefined],
    ['all, when nothing was found', [[pinned('A'), []]], undefined],
    [
      'those with something that is not accepted',
      [
        [pinned('A'), [accepted]],
        [pinned('B'), [accepted, open]],
        [pinned('C'), [open, accepted]],
        [pinned('D'), []],
      ],
      ['B', 'C', 'D'],
    ],
    [
      'not for the sake of what decides nothing',
      [
        [pinned('A'), [accepted, finding('condition-lenient')]],
        [pinned('B'), [finding('condition-lenient', true)]],
      ],
      ['B'],
    ],
    [
      'a Deny in any case: it keeps others out',
      [
        [pinned('A'), [accepted]],
        [{ ...pinned('B'), Effect: 'Deny' }, [accepted]],
      ],
      ['B'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(counting(statements)).toEqual(expected);
  });

  it('asks nothing when only the intended are admitted', () => {
    expect(counting([[pinned('A'), [accepted]]], 'intended')).toBeUndefined();
  });

  // What lets other organizations in can't be accepted.
  it.each<[string, object, boolean]>([
    ['its own audience', { StringEquals: { [AUD]: 'aws:contoso' } }, true],
    [
      'the bare organization, which Deployments send',
      { StringEquals: { [AUD]: ['aws:contoso', 'contoso'] } },
      true,
    ],
    [
      'it beside other conditions',
      { Bool: { k: true }, StringEquals: { [AUD]: 'aws:contoso' } },
      true,
    ],
    [
      "another organization's too",
      { StringEquals: { [AUD]: ['aws:contoso', 'aws:other'] } },
      false,
    ],
    ['another bare organization', { StringEquals: { [AUD]: 'other' } }, false],
    ['no audience in the list', { StringEquals: { [AUD]: [] } }, false],
    ['a pattern', { StringLike: { [AUD]: 'aws:contoso' } }, false],
    [
      'it in any case',
      { StringEqualsIgnoreCase: { [AUD]: 'aws:contoso' } },
      false,
    ],
    ['all others', { StringNotEquals: { [AUD]: 'aws:contoso' } }, false],
    ['the subject instead', { StringEquals: { [SUB]: 'aws:contoso' } }, false],
    [
      "another issuer's audience",
      { StringEquals: { 'x.com:aud': 'aws:contoso' } },
      false,
    ],
    ['nothing', {}, false],
  ])('counts unless it names %s', (_, condition, isLeftOut) => {
    const statements: Array<[object, Finding[]]> = [
      [{ Sid: 'A', ...when(condition) }, [accepted]],
    ];
    expect(counting(statements)).toEqual(isLeftOut ? [] : undefined);
  });
});
