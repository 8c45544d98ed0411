import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A file of the project, by its path from the root. */
export function projectFile(path: string): string {
  return resolvePackagePath('backend', '../..', path);
}

/** The demo's own app-config.yaml, with its variables filled in. */
export function readDemoConfig(variables: Record<string, string>): JsonObject {
  const text = readFileSync(projectFile('app-config.yaml'), 'utf8');
  return parse(
    text.replace(/\$\{(\w+)\}/g, (_, name) => {
      if (!(name in variables)) {
        throw new Error(`app-config.yaml asks for ${name}, which is not set`);
      }
      return JSON.stringify(variables[name]);
    }),
  );
}
