import { ENVIRONMENT_FINDINGS } from '../environmentFindingCodes';
import { FindingRule } from '../findingCodes';
import { STATEMENT_FINDINGS } from '../statementFindingCodes';

const HEADINGS = [
  'Code',
  'Severity',
  'Decides the status',
  'Can be accepted',
  'Sentence',
];

function table(findings: Record<string, FindingRule>): string {
  const yes = (value: boolean) => (value ? 'yes' : 'no');
  const rows = Object.entries(findings).map(([code, rule]) => [
    `\`${code}\``,
    rule.severity,
    yes(rule.decidesStatus),
    yes(rule.canBeAccepted),
    rule.message.replace(/\{\w+\}/g, '…').replace(/\*/g, '\\*'),
  ]);
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** What docs/findings.md says: the table of the code, with a few words. */
export function findingsDocument(): string {
  return `# Findings

A finding is one coded remark of a trust report. This page shows the table of
the code, \`plugins/esc-trust-common/src/trust-report/\`; a test keeps the two
the same (\`UPDATE_DOCS=1\` writes this page anew).

- **Decides the status**: the access or exposure that the finding names counts
  in the status. The others inform only.
- **Can be accepted**: the owner may accept the finding on purpose. It stays in
  the report, marked, and no longer decides the status. What lets a foreign
  organization in, and what isn't understood, can't be accepted. A statement
  whose audience isn't pinned to the organizations that are meant counts in the
  status whatever was accepted.

A finding's fingerprint is made of its code, the role, the sentence's values and
the statement as it stands, so an acceptance lapses when the statement changes.

## The environment, its login, and the trust policy as a whole

${table(ENVIRONMENT_FINDINGS)}

## One statement of the trust policy

${table(STATEMENT_FINDINGS)}
`;
}
