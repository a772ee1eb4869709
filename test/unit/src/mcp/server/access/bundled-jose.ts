import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildSync } from 'esbuild';

/**
 * jose in one CommonJS module, as the build bundles it. It comes as ES modules only, which jest
 * cannot require without --experimental-vm-modules. For `jest.mock('jose', …)`.
 */
export function bundledJose(): unknown {
	const load = createRequire(__filename);
	const folder = mkdtempSync(path.join(tmpdir(), 'jose-'));
	const outfile = path.join(folder, 'jose.cjs');
	buildSync({
		entryPoints: [load.resolve('jose')],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		outfile,
	});
	const jose: unknown = load(outfile);
	rmSync(folder, { recursive: true });
	return jose;
}
