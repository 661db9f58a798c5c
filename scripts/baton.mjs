// `npm run baton -- ...`: the command line as it stands in src, on the data folder of `npm start`.
import { join } from 'node:path';
import { ensureInstalled, root, run } from './ensure-installed.mjs';

ensureInstalled();
run('node', [join(root, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)], {
  BATON_DATA_DIR: process.env.BATON_DATA_DIR ?? join(root, '.baton'),
});
