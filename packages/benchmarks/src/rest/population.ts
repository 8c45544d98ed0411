import {
  assessTrust,
  EnvironmentRef,
  stringifyEnvironmentRef,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';

/** What stands in a report for what differs from mapping to mapping. */
const ENVIRONMENT: EnvironmentRef = {
  organization: 'the-organization',
  project: 'the-project',
  name: 'the-name',
};
const ACCOUNT = '999999999999';
const ROLE = 'the-role';
const ISSUER = 'api.pulumi.com/oidc';
const SUBJECT = `pulumi:environments:org:${ENVIRONMENT.organization}:env:${ENVIRONMENT.project}`;

const SEVERITY = [
  'untrusted',
  'over-permissive',
  'unknown',
  'conditional',
  'trusted',
];
const SOURCES = ['provisioned', 'registered', 'discovered'];

/** How often a fleet has which mapping, of 100. */
const KINDS: Array<{ share: number; condition: object; isRead?: boolean }> = [
  {
    share: 85,
    condition: exactly({ sub: `${SUBJECT}/${ENVIRONMENT.name}` }),
  },
  {
    share: 8,
    condition: {
      StringEquals: {
        [`${ISSUER}:aud`]: `aws:${ENVIRONMENT.organization}`,
      },
      StringLike: { [`${ISSUER}:sub`]: `${SUBJECT}/*` },
    },
  },
  {
    share: 5,
    condition: exactly({ sub: `${SUBJECT}/${ENVIRONMENT.name}-old` }),
  },
  { share: 2, condition: {}, isRead: false },
];

function exactly({ sub }: { sub: string }): object {
  return {
    StringEquals: {
      [`${ISSUER}:aud`]: `aws:${ENVIRONMENT.organization}`,
      [`${ISSUER}:sub`]: sub,
    },
  };
}

/** Rows of the plugin's tables, by table. */
export type Rows = Record<
  | 'esc_trust_mappings'
  | 'esc_trust_mapping_entities'
  | 'esc_trust_search_terms'
  | 'esc_trust_findings',
  object[]
>;

/** Makes the rows of mappings, in whatever order they are asked for. */
export function population(): (index: number) => Rows {
  const reports = KINDS.map(reportOf).map(report => ({
    report,
    text: JSON.stringify(report),
  }));
  const kinds = KINDS.flatMap(({ share }, kind) => Array(share).fill(kind));
  return index => {
    // Mixed, so that no owner, account or project has one kind only.
    const mixed = Math.imul(index, 0x9e3779b1) >>> 8;
    const { report, text } = reports[kinds[mixed % 100]];
    return rowsOf(index, report, text);
  };
}

function rowsOf(index: number, report: TrustReport, text: string): Rows {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const environment = {
    organization: `organization-${index % 20}`,
    project: `service-${index % 2_500}`,
    name: `environment-${index}`,
  };
  const accountId = String(100_000_000_000 + (index % 1_000));
  const roleName = `esc-service-${index % 2_500}-${index}`;
  const at = new Date(1.76e12 + index * 60_000).toISOString();
  const terms = [
    stringifyEnvironmentRef(environment),
    `${environment.project}/${environment.name}`,
    environment.name,
    roleName,
    accountId,
  ];
  return {
    esc_trust_mappings: [
      {
        id,
        ...environment,
        login_path: 'aws.login',
        role_arn: `arn:aws:iam::${accountId}:role/pulumi-esc/${roleName}`,
        role_name: roleName,
        account_id: accountId,
        owner_ref: `group:default/team-${index % 200}`,
        source: SOURCES[index % 3],
        status: report.status,
        severity: SEVERITY.indexOf(report.status),
        access: report.access,
        exposure: report.exposure.verdict,
        report: text
          .replaceAll(ENVIRONMENT.organization, environment.organization)
          .replaceAll(ENVIRONMENT.project, environment.project)
          .replaceAll(ENVIRONMENT.name, environment.name)
          .replaceAll(ACCOUNT, accountId)
          .replaceAll(ROLE, roleName),
        created_at: at,
        created_by: 'user:default/somebody',
        updated_at: at,
      },
    ],
    esc_trust_mapping_entities: [
      {
        mapping_id: id,
        entity_ref: `component:default/service-${index % 2_500}`,
      },
    ],
    esc_trust_search_terms: terms.map(term => ({ mapping_id: id, term })),
    esc_trust_findings: [
      ...new Map(
        report.findings.map(({ fingerprint, code, severity }) => [
          fingerprint,
          { mapping_id: id, fingerprint, code, severity, accepted: false },
        ]),
      ).values(),
    ],
  };
}

function reportOf({
  condition,
  isRead = true,
}: (typeof KINDS)[number]): TrustReport {
  if (!isRead) {
    return assessTrust({ environment: ENVIRONMENT });
  }
  const arn = `arn:aws:iam::${ACCOUNT}:role/pulumi-esc/${ROLE}`;
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
  return assessTrust({
    environment: ENVIRONMENT,
    login: {
      path: 'aws.login',
      kind: 'oidc',
      roleArn: { literal: arn },
      sessionName: { literal: 'pulumi-environments-session' },
      duration: { literal: '1h' },
      position: { line: 1, column: 1 },
    },
    role: {
      arn,
      maxSessionDuration: 3_600,
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: provider },
            Condition: condition,
          },
        ],
      },
    },
    identityProvider: {
      arn: provider,
      clientIds: [`aws:${ENVIRONMENT.organization}`],
    },
  });
}
