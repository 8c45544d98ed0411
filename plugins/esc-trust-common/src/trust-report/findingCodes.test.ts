/** @jest-environment node */
import { readFileSync, writeFileSync } from 'fs';
import { resolve } from 'path';
import { findingsDocument } from './__testUtils__/findingsDocument';
import { ENVIRONMENT_FINDINGS } from './environmentFindingCodes';
import { FINDING_CODES, FindingRule } from './findingCodes';
import { STATEMENT_FINDINGS } from './statementFindingCodes';

const DOCUMENT = resolve(__dirname, '../../../../docs/findings.md');

/** Without the spaces and dashes that align the columns of a table. */
const unaligned = (text: string) =>
  text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---');

describe('the table of findings', () => {
  const rules = Object.entries<FindingRule>(FINDING_CODES);

  it('is what docs/findings.md shows', () => {
    if (process.env.UPDATE_DOCS) {
      writeFileSync(DOCUMENT, findingsDocument());
    }
    expect(unaligned(readFileSync(DOCUMENT, 'utf8'))).toBe(
      unaligned(findingsDocument()),
    );
  });

  it('has each code once', () => {
    expect(rules).toHaveLength(
      Object.keys(ENVIRONMENT_FINDINGS).length +
        Object.keys(STATEMENT_FINDINGS).length,
    );
  });

  it.each(rules)('is sound: %s', (code, rule) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    // One sentence; a detail may be one itself.
    expect(rule.message).toMatch(/^(?:[A-Z{]|aws-login ).*(?:\.|\{detail\})$/);
    // What only informs may always be put aside.
    expect(rule.decidesStatus || rule.canBeAccepted).toBe(true);
    // Hardly anything that decides is a mere remark.
    expect(rule.decidesStatus && rule.severity === 'info').toBe(false);
  });
});
