// `npm test`: install if needed, then every test, or only the files that are named.
import { join } from 'node:path';
import { ensureInstalled, root, run } from './ensure-installed.mjs';

ensureInstalled();
const files = process.argv.slice(2);
if (files.length === 0) run('npm', ['run', '--silent', 'check']);
run('node', [join(root, 'test', 'support', 'run-tests.ts'), ...files]);
