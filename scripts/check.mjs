// `npm run check`, the quick gate: format, lint, types, unused code, architecture and rules.
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('biome', ['check', '--error-on-warnings', '.']);
run('tsc', ['-p', 'tsconfig.json']);
run('tsc', ['-p', 'web/tsconfig.json']);
run('knip', []);
run('node', [
  '--test',
  '--test-isolation=none',
  '--test-reporter=dot',
  'test/house/architecture.test.ts',
  'test/house/floors.test.ts',
  'test/house/rules.test.ts',
  'src/**/*-rules.test.ts',
  'web/**/*-rules.test.ts',
]);
