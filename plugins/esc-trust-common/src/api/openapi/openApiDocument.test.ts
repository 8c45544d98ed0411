import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from './openApiDocument';

const lint = async (document: object) => {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ extends: ['recommended-strict'] }),
  });
  return problems.map(
    ({ ruleId, message, location }) =>
      `${ruleId}: ${message} (${location[0]?.pointer})`,
  );
};

describe('openApiDocument', () => {
  it('has nothing that a linter would remark on', async () => {
    expect(await lint(openApiDocument)).toEqual([]);
  });

  it('would be remarked on without an answer, a licence or a schema', async () => {
    const { license: _, ...info } = openApiDocument.info;
    const remarks = await lint({
      ...openApiDocument,
      info,
      paths: { '/x': { get: { operationId: 'x', responses: {} } } },
      components: {},
    });
    expect(remarks.join('\n')).toMatch(/info-license/);
    expect(remarks.join('\n')).toMatch(/operation-2xx-response/);
  });
});
