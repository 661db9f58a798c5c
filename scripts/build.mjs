// `npm run build`: the program, and the web UI where it changed.
import { buildWeb } from './build-web.mjs';
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('tsc', ['-p', 'scripts/tsconfig.build.json']);
await buildWeb();
