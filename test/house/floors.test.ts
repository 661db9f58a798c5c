// Where a folder stands says what it may know: it imports folders of lower floors only, never one of its own floor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf, readSources } from '../support/sources.ts';

/** Of each part its floors, from the lowest; `.` is the part's own files, and `kinds/*` each folder in there that is not named. */
const floors: Record<string, readonly (readonly string[])[]> = {
  'src/cli': [['terminal'], ['local', 'remote'], ['vendor'], ['commands'], ['.']],
  'src/core': [
    ['access', 'csv', 'law', 'moments', 'paging', 'repeats', 'spellings'],
    ['external-keys'],
    ['users'],
    ['audit'],
    ['ledger', 'organisations'],
    ['keys'],
    ['reporting', 'sessions'],
    ['accounts', 'leads', 'radar'],
    ['assignments', 'exports'],
    ['assignments/share', 'facts'],
    ['assignments/run'],
    ['assignments/plan', 'records'],
    ['holdings'],
    ['leaving'],
    ['kinds/*'],
    ['requests'],
    ['requests/read', 'requests/run'],
    ['requests/decide'],
    ['requests/make'],
    ['sample'],
  ],
  'src/contract': [['.', 'words'], ['rules'], ['v1'], ['faces']],
  'src/http': [['wire'], ['insellerate', 'leadsquared', 'v1'], ['.']],
  web: [
    [
      'address',
      'data',
      'ui/commands',
      'ui/fields',
      'ui/links',
      'ui/moments',
      'ui/panels',
      'ui/sections',
      'ui/shortcuts',
      'ui/tables',
      'ui/theme',
    ],
    ['ui/connections', 'ui/failures', 'ui/page'],
    ['leads', 'people', 'sessions'],
    ['requests'],
    ['forms', 'kinds/*'],
    ['kinds'],
    ['flow', 'shell'],
    ['pages/*'],
    ['app'],
    ['.'],
  ],
};

/** The folder of a part in which a file lies, as its floors name it; undefined for a file of another part. */
function folderOf(path: string, part: string): string | undefined {
  if (!path.startsWith(`${part}/`)) return undefined;
  const folders = path
    .slice(part.length + 1)
    .split('/')
    .slice(0, -1);
  const [first = '.', second] = folders;
  const isSplit = floors[part]?.flat().some((name) => name.startsWith(`${first}/`));
  return isSplit && second !== undefined ? `${first}/${second}` : first;
}

function floorOf(folder: string, part: string): number {
  const names = [folder, folder.replace(/\/.*/, '/*')];
  return (floors[part] ?? []).findIndex((floor) => floor.some((name) => names.includes(name)));
}

for (const part of Object.keys(floors)) {
  test(`a folder of ${part} knows lower floors only`, async () => {
    const seen = new Set<string>();
    for (const source of (await readSources()).filter(({ path }) => !/\.test\.tsx?$/.test(path))) {
      const folder = folderOf(source.path, part);
      if (folder === undefined) continue;
      seen.add(folder);
      const floor = floorOf(folder, part);
      assert.ok(floor >= 0, `${source.path} is on no floor`);
      for (const target of importsOf(source)) {
        const other = folderOf(target, part);
        if (other === undefined || other === folder) continue;
        assert.ok(floorOf(other, part) < floor, `${source.path} must not import ${target}`);
      }
    }
    const named = floors[part]?.flat().filter((name) => !name.endsWith('/*')) ?? [];
    assert.deepEqual(
      named.filter((name) => !seen.has(name)),
      [],
      'every folder of the list is there',
    );
  });
}
