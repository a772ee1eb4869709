import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { recordBuild } from '../n8n/build-package.ts';

/**
 * `gulp build` on the Node of node_modules, its output shown. A fresh clone need not be set up by
 * hand, and what was built here is not built again by `npm start` and `npm test`.
 */
async function main(): Promise<void> {
	const root = process.cwd();
	const gulp = path.join(root, 'node_modules/gulp/bin/gulp.js');
	const child = spawn(process.execPath, [gulp, 'build'], { cwd: root, stdio: 'inherit' });
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code === 0) await recordBuild(root);
	process.exitCode = code ?? 1;
}

await main();
