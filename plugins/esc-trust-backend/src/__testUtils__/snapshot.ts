import { CloudSimulator } from '@internal/cloud-simulator';
import { Knex } from 'knex';

/** Everything that there is, one text per thing, in a readable order. */
export type Snapshot = Record<string, string>;

/** Takes a snapshot of both clouds, and of what the portal knows about them. */
export async function takeSnapshot(
  simulator: CloudSimulator,
  knex: Knex,
  environmentNames: string[],
  ciphertexts: string[] = [],
): Promise<Snapshot> {
  const things: unknown[][] = [
    ...simulator.aws.accounts().flatMap(account => [
      ...[...account.identityProviders.values()].map(
        ({ arn, clientIds, tags, thumbprints }): [string, unknown] => [
          arn,
          { clientIds: [...clientIds].sort(), tags: sorted(tags), thumbprints },
        ],
      ),
      ...account.roles().map((role): [string, unknown] => [
        role.arn,
        {
          trustPolicy: role.trustPolicy,
          description: role.description,
          maxSessionDuration: role.maxSessionDuration,
          permissionsBoundary: role.permissionsBoundary,
          tags: sorted(role.tags),
          attachedPolicies: [...role.attachedPolicies].sort(),
          inlinePolicies: sorted(role.inlinePolicies),
        },
      ]),
    ]),
    ...environmentNames.flatMap((name): Array<[string, unknown]> => {
      const environment = simulator.pulumi.environment(name);
      return environment
        ? [
            [
              name,
              {
                yaml: numbered(environment.yaml, ciphertexts),
                tags: sorted(environment.tags),
              },
            ],
          ]
        : [];
    }),
    ...(await knex('esc_trust_mappings')).map(row => [
      `mapping ${row.organization}/${row.project}/${row.name}`,
      {
        loginPath: row.login_path,
        ownerRef: row.owner_ref,
        source: row.source,
        consent: row.consented_role_arn,
      },
    ]),
    ...(await knex('esc_trust_roles')).map(row => [
      `noted ${row.role_arn}`,
      { ownerRef: row.owner_ref, adopted: Boolean(row.adopted) },
    ]),
    ...(await knex('esc_trust_leases')).map(row => [
      `lease ${row.resource}`,
      row.operation_id,
    ]),
  ];
  return Object.fromEntries(
    things
      .map(([name, state]) => [String(name), JSON.stringify(state, null, 1)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The names of what differs. */
export function differences(before: Snapshot, after: Snapshot): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    name => before[name] !== after[name],
  );
}

/** Ciphertexts are random; another one for the same secret still shows. */
function numbered(yaml: string, known: string[]): string {
  return yaml.replace(/(?<=ciphertext: )\S+/g, ciphertext => {
    if (!known.includes(ciphertext)) {
      known.push(ciphertext);
    }
    return `#${known.indexOf(ciphertext)}`;
  });
}

function sorted(map: Map<string, string>): Record<string, string> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
