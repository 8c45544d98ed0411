import { policyText } from './policyText';

const statement = (more: object) => ({
  Effect: 'Allow',
  Principal: { Federated: 'arn:aws:iam::111111111111:oidc-provider/x' },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...more,
});
const document = (...statements: object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
/** Each statement as it can be read back from its lines. */
const readBack = (policy: string | object) =>
  policyText(policy).parts.flatMap(part =>
    part.statement === undefined
      ? []
      : [
          [
            part.statement,
            JSON.parse(part.lines.join('').replace(/^[^{]*|,$/g, '')),
          ],
        ],
  );
const whole = (policy: string | object) =>
  policyText(policy)
    .parts.flatMap(({ lines }) => lines)
    .join('\n');

describe('policyText', () => {
  it('lays a policy out by its statements, as findings name them', () => {
    const named = statement({
      Sid: 'Named',
      Condition: { StringEquals: { a: ['}', ']', '"Statement": ['] } },
    });
    const policy = document(named, statement({}), {
      ...statement({ Sid: 'Last' }),
    });
    expect(readBack(JSON.stringify(policy))).toEqual([
      ['Named', named],
      ['#1', statement({})],
      ['Last', statement({ Sid: 'Last' })],
    ]);
    expect(whole(JSON.stringify(policy))).toBe(JSON.stringify(policy, null, 2));
  });

  it('takes a single statement, objects, and what IAM encodes', () => {
    const single = { Version: '2012-10-17', Statement: statement({}) };
    const expected = [['#0', statement({})]];
    expect(readBack(JSON.stringify(single))).toEqual(expected);
    expect(readBack(single)).toEqual(expected);
    expect(readBack(encodeURIComponent(JSON.stringify(single)))).toEqual(
      expected,
    );
  });

  it('shows what is not understood as it is written, with the lines of its problems', () => {
    const repeated =
      '{ "Version": "2012-10-17",\n  "Statement": [\n    {"Effect": "Allow",\n "Effect": "Deny"} ] }';
    expect(whole(repeated)).toBe(repeated);
    expect(policyText(repeated).problemLines).toEqual([4]);

    expect(policyText('{ "Version": oops }')).toEqual({
      parts: [{ lines: ['{ "Version": oops }'] }],
      problemLines: [1],
    });
    // Broken rules, but no JSON that could be laid out wrongly.
    expect(policyText({ Statement: [null, 'x'] }).parts).toHaveLength(4);
    expect(policyText({ Version: 'x' }).parts).toHaveLength(1);
  });

  it('says nothing of problems where there are none', () => {
    expect(policyText(document(statement({}))).problemLines).toBeUndefined();
  });
});
