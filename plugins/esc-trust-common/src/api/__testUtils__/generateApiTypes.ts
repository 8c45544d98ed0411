import openapiTypescript, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../openapi/openApiDocument';

const HEADER = `/**
 * Made from the OpenAPI document by \`yarn generate:api-types\`: types only, and
 * nothing to edit by hand.
 */
`;

/** @returns the text of `generated/apiTypes.ts`, as the document has it now */
export async function generateApiTypes(): Promise<string> {
  const nodes = await openapiTypescript(JSON.stringify(openApiDocument));
  return HEADER + astToString(nodes);
}
