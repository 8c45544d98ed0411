import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateApiTypes } from './generateApiTypes';

/** `yarn generate:api-types` */
const file = resolve(__dirname, '../generated/apiTypes.ts');

generateApiTypes().then(
  text => writeFileSync(file, text),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
