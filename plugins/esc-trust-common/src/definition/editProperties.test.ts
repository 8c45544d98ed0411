import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { definitions } from './__testUtils__/definitions';
import { LOGIN } from './__testUtils__/logins';
import { findAwsLogins } from './findAwsLogins';
import { removeAwsLogin } from './removeAwsLogin';
import { setAwsLogin } from './setAwsLogin';
import { AwsLoginSettings } from './types';

const paths = fc.constantFrom('aws.login', 'login', 'aws', 'a.b.c');

/** A definition, and a login that it takes, with or without its variables. */
const cases = fc
  .record({
    yaml: definitions,
    path: paths,
    exportEnvironmentVariables: fc.boolean(),
  })
  .filter(({ yaml, ...options }) => takes(yaml, { ...LOGIN, ...options }))
  .map(({ yaml, ...options }) => ({ yaml, login: { ...LOGIN, ...options } }));

/** Whether the path is free. */
function takes(yaml: string, { path }: AwsLoginSettings): boolean {
  const { values } = everything(yaml);
  let node: unknown = values ?? {};
  const keys = path!.split('.');
  for (const key of keys) {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      return false;
    }
    if (!Object.hasOwn(node, key)) {
      return !Object.keys(node).some(name => name.startsWith('fn::'));
    }
    node = (node as Record<string, unknown>)[key];
  }
  return false;
}

/** What all documents say, every scalar as the string that is written. */
function everything(yaml: string) {
  const documents = [...parseAllDocuments(yaml, { schema: 'failsafe' })];
  const first = documents[0].toJS() as Record<string, any>;
  const key = Object.keys(first).find(name => name.toLowerCase() === 'values');
  const { [key ?? '']: values, ...top } = first;
  return {
    values: values as Record<string, any> | undefined,
    top,
    others: documents.slice(1).map(document => document.toJS()),
  };
}

/** The same, without the login and its variables. */
function remainder(yaml: string, path: string) {
  const { values = {}, top, others } = everything(yaml);
  without(values, path.split('.'));
  ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'].forEach(name =>
    without(values, ['environmentVariables', `AWS_${name}`]),
  );
  return { values, top, others };
}

function without(map: Record<string, any>, [key, ...rest]: string[]) {
  if (rest.length === 0) {
    delete map[key];
  } else if (Object.hasOwn(map, key)) {
    without(map[key], rest);
    if (Object.keys(map[key]).length === 0) {
      delete map[key];
    }
  }
}

/** Whether one text is the other with something inserted in one place. */
function isInsertion(before: string, after: string): boolean {
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start++;
  }
  return after.endsWith(before.slice(start));
}

describe('edits of any definition', () => {
  it('inserts a login and leaves every other byte', () => {
    fc.assert(
      fc.property(cases, ({ yaml, login }) => {
        const { exportEnvironmentVariables: _, ...alone } = login;
        const withLogin = setAwsLogin(yaml, alone);
        expect(isInsertion(yaml, withLogin)).toBe(true);
        const result = setAwsLogin(yaml, login);
        expect(isInsertion(withLogin, result)).toBe(true);
        expect(remainder(result, login.path)).toEqual(
          remainder(yaml, login.path),
        );
        expect(findAwsLogins(result).logins).toMatchObject([
          { path: login.path, roleArn: { literal: LOGIN.roleArn } },
        ]);
      }),
    );
  });

  it('ends lines as the definition does, and no more of them', () => {
    fc.assert(
      fc.property(cases, ({ yaml, login }) => {
        const result = setAwsLogin(yaml, login);
        const mixed = /(^|[^\r])\n/.test(result) && result.includes('\r\n');
        expect(mixed).toBe(false);
        expect(result.endsWith('\n')).toBe(yaml.endsWith('\n'));
      }),
    );
  });

  it('returns the very same text when it says so already', () => {
    fc.assert(
      fc.property(cases, ({ yaml, login }) => {
        const once = setAwsLogin(yaml, login);
        expect(setAwsLogin(once, login)).toBe(once);
        expect(removeAwsLogin(yaml, login.path)).toBe(yaml);
      }),
    );
  });

  it('takes a login back to the very same text', () => {
    fc.assert(
      fc.property(cases, ({ yaml, login }) => {
        const { values } = everything(yaml);
        fc.pre(typeof values === 'object');
        expect(removeAwsLogin(setAwsLogin(yaml, login), login.path)).toBe(yaml);
      }),
    );
  });

  it('replaces what differs, and goes back to the very same text', () => {
    fc.assert(
      fc.property(cases, ({ yaml, login }) => {
        const text = setAwsLogin(yaml, login);
        const other = {
          ...login,
          roleArn: 'arn:aws:iam::222222222222:role/other',
          duration: '30m',
          subjectAttributes: ['pulumi.user.login', 'rootEnvironment.name'],
        };
        const replaced = setAwsLogin(text, other);
        expect(remainder(replaced, login.path)).toEqual(
          remainder(yaml, login.path),
        );
        expect(setAwsLogin(replaced, login)).toBe(text);
      }),
    );
  });
});
