/** @jest-environment node */
// The tests alone run in Node; nothing of the simulator gets into the package.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { createCloudSimulator } from '@internal/cloud-simulator';
import fc from 'fast-check';
import { claimsFor } from './claimsFor';
import { EnvironmentRef } from './environment';
import { Opening, SUBJECT_ATTRIBUTES, SubjectPart } from './types';

// The simulator mints by code of its own, written from Pulumi's rules.

const organization = 'acme';
const project = fc.constantFrom('default', 'payments', 'a.b-c');
const name = fc.constantFrom('prod', 'dev_1', 'x.y');
const reference = fc.record({
  project,
  name,
  version: fc.constantFrom('', '@3', '@stable'),
});
const attributes = fc.option(fc.shuffledSubarray([...SUBJECT_ATTRIBUTES]), {
  nil: undefined,
});

function definition(subjectAttributes: string[] | undefined) {
  return JSON.stringify({
    values: {
      aws: {
        login: {
          'fn::open::aws-login': {
            oidc: {
              roleArn: 'arn:aws:iam::123456789012:role/example',
              sessionName: 'session',
              ...(subjectAttributes ? { subjectAttributes } : {}),
            },
          },
        },
      },
    },
  });
}

/** Whether a subject is one that the template stands for. */
function standsFor(template: SubjectPart[], subject: string): boolean {
  const pattern = template.map(part =>
    typeof part === 'string'
      ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      : '[^:]*',
  );
  return new RegExp(`^${pattern.join('')}$`).test(subject);
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

it('has what the simulated Pulumi Cloud mints among its candidates', async () => {
  const simulator = createCloudSimulator();
  simulator.pulumi.addOrganization(organization);
  const key = (e: EnvironmentRef) => `${organization}/${e.project}/${e.name}`;

  await fc.assert(
    fc.asyncProperty(
      reference,
      fc.option(fc.record({ project, name }), { nil: undefined }),
      fc.boolean(),
      fc.boolean(),
      attributes,
      fc.constantFrom('personA', 'b.c'),
      async (target, importer, byStack, short, subjectAttributes, user) => {
        const environment = {
          organization,
          project: target.project,
          name: target.name,
        };
        const root = importer && {
          organization,
          project: `${importer.project}`,
          // Another one than the login's, or the import would be a cycle.
          name: `importer-${importer.name}`,
        };
        const path =
          short && target.project === 'default'
            ? target.name
            : `${target.project}/${target.name}`;
        const importedAs = `${path}${target.version}`;
        simulator.pulumi.putEnvironment({
          ...environment,
          yaml: definition(subjectAttributes),
        });
        if (root) {
          simulator.pulumi.putEnvironment({
            ...root,
            yaml: `imports: [${JSON.stringify(importedAs)}]\n`,
          });
        }
        const token = claimsOf(
          await simulator.mintEnvironmentToken(key(root ?? environment), {
            user,
            opening: byStack ? 'stack' : 'direct',
          }),
        );
        // Which opening this is. A stack lists plain `project/name` here.
        const plain = `${target.project}/${target.name}`;
        const opening: Opening = openingOf(
          byStack,
          root,
          root ? importedAs : plain,
        );
        const candidates = claimsFor({
          environment,
          login: { subjectAttributes },
          opening,
          issuer: simulator.issuer,
        });
        // What none of them stands for is shown beside all of them.
        const others = candidates.every(
          c =>
            c.issuer !== token.iss ||
            c.audience !== token.aud ||
            !standsFor(c.subject, token.sub),
        );
        expect(others ? { token, candidates } : undefined).toBeUndefined();
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

function openingOf(
  byStack: boolean,
  root: EnvironmentRef | undefined,
  importedAs: string,
): Opening {
  if (byStack) {
    return { kind: 'stack', root, importedAs };
  }
  return root ? { kind: 'import', root, importedAs } : { kind: 'direct' };
}
