import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

interface Rule {
  sentence: string;
  tests: { file: string; title: string }[];
}

const fewest = 15;

async function readRules(): Promise<Rule[]> {
  const [, ...entries] = (await readFile('docs/rules.md', 'utf8')).split(/^(?=\d+\. )/m);
  return entries.map((entry) => ({
    sentence: /\*\*(.+?)\*\*/s.exec(entry)?.[1] ?? '',
    tests: [...entry.matchAll(/^ +- `([^`]+)`: "(.+)"$/gm)].map(([, file = '', title = '']) => ({
      file,
      title,
    })),
  }));
}

/** As they stand in the source; a title that is put together at run time keeps its `${…}`. */
async function readTitles(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const titles = [...text.matchAll(/\b(?:test|it)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs)];
  return titles.map(([, , title = '']) => title.replaceAll(/\\(.)/g, '$1'));
}

test('every rule of docs/rules.md names tests that are there', async () => {
  const rules = await readRules();
  assert.ok(rules.length >= fewest, `saw only ${rules.length} rules`);
  for (const { sentence, tests } of rules) {
    assert.notEqual(sentence, '', 'a rule begins with its sentence in bold');
    assert.notEqual(tests.length, 0, `no test holds "${sentence}"`);
    for (const { file, title } of tests) {
      const titles = await readTitles(file);
      assert.ok(titles.includes(title), `"${sentence}" names "${title}", which is no test of ${file}`);
    }
  }
});

test('the rules are numbered without a gap, so that a number names one', async () => {
  const text = await readFile('docs/rules.md', 'utf8');
  const numbers = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  assert.deepEqual(
    numbers,
    numbers.map((_, place) => place + 1),
  );
});
