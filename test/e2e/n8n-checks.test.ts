import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { n8nContext } from './setup/n8n-context';

const { root } = n8nContext();

/** Two linters over the sources and the whole package, on a busy machine. */
jest.setTimeout(240_000);

it("n8n's own check finds nothing in sources and package but what is explained", () => {
	const script = path.join(root, 'scripts/n8n-checks/main.ts');
	const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
		cwd: root,
		encoding: 'utf8',
		// With jest's NODE_ENV one of the linters takes every file for a node.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	expect(stdout + stderr).toContain('package: ');
	expect([status, stdout]).toEqual([0, stdout]);
});
