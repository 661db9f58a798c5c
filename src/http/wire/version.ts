import { readFileSync } from 'node:fs';

const packageFile: { version: string } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
);

/** Of this Baton. */
export const version = packageFile.version;
