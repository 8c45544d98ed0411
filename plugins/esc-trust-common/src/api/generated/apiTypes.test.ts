import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateApiTypes } from '../__testUtils__/generateApiTypes';

it('the types are those of the OpenAPI document: else, yarn generate:api-types', async () => {
  const file = resolve(__dirname, 'apiTypes.ts');
  expect(readFileSync(file, 'utf8')).toBe(await generateApiTypes());
});
