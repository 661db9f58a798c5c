import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** A file of the product, by its path from the root. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Every file of the server and of the web, and that they were found. */
export async function readSources(): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for await (const path of glob(['src/**/*.ts', 'web/**/*.{ts,tsx}'])) {
    files.push({ path, text: await readFile(path, 'utf8') });
  }
  for (const part of ['src/', 'web/']) {
    const seen = files.filter(({ path }) => path.startsWith(part)).length;
    assert.ok(seen > 30, `saw only ${seen} files of ${part}`);
  }
  return files;
}

/** The files that it imports, at once or once they are asked for. */
export function importsOf({ path, text }: SourceFile): string[] {
  return [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, target = '']) =>
    normalize(join(dirname(path), target)),
  );
}
