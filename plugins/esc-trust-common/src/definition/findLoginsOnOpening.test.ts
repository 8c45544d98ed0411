import { parseEnvironmentRef } from '../claims/environment';
import { findLoginsOnOpening } from './findLoginsOnOpening';

const LOGIN = `values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::123456789012:role/example
          sessionName: session
`;

/** Opens `acme/p/a` in an organization with these definitions. */
async function open(
  definitions: Record<string, string>,
  options?: { stackImport?: string },
) {
  const loads: string[] = [];
  const { logins, problems } = await findLoginsOnOpening(
    parseEnvironmentRef('acme/p/a')!,
    ({ organization, project, name }, version) => {
      const key = `${project}/${name}${version ? `@${version}` : ''}`;
      loads.push(key);
      expect(organization).toBe('acme');
      return definitions[key];
    },
    options,
  );
  return {
    loads,
    ways: logins.map(({ chain, login, opening }) =>
      [
        opening.kind,
        ...chain.map(s => s.importedAs ?? s.environment.name),
        login.path,
      ].join(' '),
    ),
    openings: logins.map(l => l.opening),
    problems: problems.map(p => `${p.environment.name}: ${p.message}`),
  };
}

describe('findLoginsOnOpening', () => {
  it('follows imports of imports, written as they are', async () => {
    const { ways, openings, problems } = await open({
      'p/a': `imports: [p/b, {"c": {merge: false}}]\n${LOGIN}`,
      'p/b': 'imports:\n  - p/d@stable\n',
      'default/c': LOGIN,
      'p/d@stable': LOGIN,
    });
    expect(problems).toEqual([]);
    expect(ways).toEqual([
      'direct a aws.login',
      'import a p/b p/d@stable aws.login',
      'import a c aws.login',
    ]);
    expect(openings[1]).toEqual({
      kind: 'import',
      root: parseEnvironmentRef('acme/p/a'),
      importedAs: 'p/d@stable',
    });
  });

  it('follows implicit imports, but not escaped ones or those in secrets', async () => {
    const { loads } = await open({
      'p/a': [
        'values:',
        '  x: ${environments.p.b.aws.login} and ${environments.q["c.d"].y}',
        '  z: ${imports["p/e"].v}',
        '  escaped: $${environments.p.no.x}',
        '  secret: {fn::secret: "${environments.p.hidden.x}"}',
        '  other: ${x.environments.p.b}',
      ].join('\n'),
      'p/b': '',
      'q/c.d': '',
      'p/e': '',
    });
    expect(loads).toEqual(['p/a', 'p/b', 'q/c.d', 'p/e']);
  });

  it('lists a shared import once per written form and reads it once', async () => {
    const { ways, loads } = await open({
      'p/a': 'imports: [p/b, p/c, default/d]\n',
      'p/b': 'imports: [d]\n',
      'p/c': 'imports: [d]\n',
      'default/d': LOGIN,
    });
    expect(ways).toEqual([
      'import a p/b d aws.login',
      'import a default/d aws.login',
    ]);
    expect(loads).toEqual(['p/a', 'p/b', 'default/d', 'p/c']);
  });

  it('tells what a stack that lists the environment opens', async () => {
    const { openings } = await open(
      { 'p/a@3': `imports: [p/b]\n${LOGIN}`, 'p/b': LOGIN },
      { stackImport: 'p/a@3' },
    );
    const root = parseEnvironmentRef('acme/p/a');
    expect(openings).toEqual([
      { kind: 'stack', root, importedAs: 'p/a@3' },
      { kind: 'stack', root, rootImportedAs: 'p/a@3', importedAs: 'p/b' },
    ]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'a cycle',
      { 'p/a': 'imports: [p/b]', 'p/b': 'imports: [p/a]' },
      ['b: cyclic import of p/a'],
    ],
    ['itself', { 'p/a': 'imports: [p/a]' }, ['a: cyclic import of p/a']],
    [
      'a missing import',
      { 'p/a': 'imports: [p/b@x]' },
      ["a: environment 'acme/p/b@x' not found"],
    ],
    ['a missing environment', {}, ["a: environment 'acme/p/a' not found"]],
    [
      'an import that names nothing',
      { 'p/a': 'imports: [p/b/c, {p/b: {}, p/c: {}}]' },
      [
        'a: import must be a string or an object',
        'a: an import names no environment',
      ],
    ],
    ['no list', { 'p/a': 'imports: p/b' }, ['a: imports must be a list']],
    [
      'a broken import',
      { 'p/a': 'imports: [p/b]', 'p/b': '[' },
      [expect.stringMatching(/^b: /) as unknown as string],
    ],
  ])('reports %s', async (_, definitions, expected) => {
    expect((await open(definitions)).problems).toEqual(expected);
  });

  it('stops after 32 levels and 200 environments', async () => {
    const numbered = (count: number, imports: (i: number) => string) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`p/e${i}`, imports(i)]),
      );
    const deep = await open({
      'p/a': 'imports: [p/e0]',
      ...numbered(50, i => `imports: [p/e${i + 1}]`),
    });
    expect(deep.problems).toEqual([
      expect.stringContaining('nested too deeply'),
    ]);
    const many = await open({
      'p/a': `imports: [${Array.from({ length: 300 }, (_, i) => `p/e${i}`)}]`,
      ...numbered(300, () => ''),
    });
    expect(many.loads).toHaveLength(200);
    expect(many.problems[0]).toContain('too many');
  });

  it('passes on what the loader throws', async () => {
    await expect(
      findLoginsOnOpening(parseEnvironmentRef('acme/p/a')!, async () => {
        throw new Error('denied');
      }),
    ).rejects.toThrow('denied');
  });
});
