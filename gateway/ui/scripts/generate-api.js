// Writes src/generated/api.d.ts from the gateway's OpenAPI document; with --check it only says whether they agree.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const document = new URL('../../api/openapi.json', import.meta.url);
const target = new URL('../src/generated/api.d.ts', import.meta.url);
const HEADER = '// Generated from gateway/api/openapi.json by `npm run generate:api`. Do not edit.\n\n';

const text = HEADER + astToString(await openapiTS(document, { alphabetize: true }));
if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('src/generated/api.d.ts is not what gateway/api/openapi.json says: run `npm run generate:api`');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
