// `npm run screenshots`: a picture of every screen, wide and narrow, light and dark, into docs/pictures.
import { buildWeb } from './build-web.mjs';
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
await buildWeb();
run('node', ['test/screenshots/take-screenshots.ts', ...process.argv.slice(2)]);
