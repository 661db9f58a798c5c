// `npm run check`, the quick gate: format, lint, types, unused code, architecture and rules.
import { ensureInstalled, runTogether } from './ensure-installed.mjs';

ensureInstalled();
await runTogether([
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'web/tsconfig.json'],
  ['knip'],
  [
    ...['node', '--test', '--test-isolation=none', '--test-reporter=dot'],
    'test/house/architecture.test.ts',
    'test/house/floors.test.ts',
    'test/house/rules.test.ts',
    'src/**/*-rules.test.ts',
    'web/**/*-rules.test.ts',
  ],
]);
