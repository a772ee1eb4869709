import path from 'node:path';

import { buildSync } from 'esbuild';

/** Opens stores and their ledgers in processes of tests: a CommonJS module in the folder. */
export function bundledStores(folder: string): string {
	const outfile = path.join(folder, 'stores.cjs');
	buildSync({
		stdin: {
			contents: `export * from './base/database/open-store'; export * from './gtm/ledger/store/store-ledger';`,
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
