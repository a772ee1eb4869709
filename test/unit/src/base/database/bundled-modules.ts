import path from 'node:path';

import { buildSync } from 'esbuild';

/**
 * Modules of the sources for processes of tests: a CommonJS module in the folder.
 *
 * @param modules `base/database/open-store`
 */
export function bundledModules(folder: string, modules: readonly string[]): string {
	const outfile = path.join(folder, 'modules.cjs');
	buildSync({
		stdin: {
			contents: modules.map((name) => `export * from './${name}';`).join('\n'),
			resolveDir: path.join(__dirname, '../../../../../src'),
		},
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['pg-native'],
		outfile,
		logLevel: 'error',
	});
	return outfile;
}
