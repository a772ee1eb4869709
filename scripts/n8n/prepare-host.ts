import { join } from 'node:path';

import { packTarball } from './build-package.ts';
import { type BuildPlace, withBuild } from './ensure-built.ts';
import { ensureN8n } from './install-n8n.ts';
import type { N8nInstall } from './install-n8n.ts';
import { nodeRuntime } from './node-runtime.ts';

export interface PreparedHost {
	install: N8nInstall;
	/** Absolute path of the package as npm would publish it. */
	tarball: string;
}

/**
 * Everything needed to start an n8n with this package: n8n in the cache, the package built and
 * packed. Does only what is missing; well under a second when nothing is. Throws SetupError.
 */
export async function prepareHost(options: BuildPlace): Promise<PreparedHost> {
	const { root, progress } = options;
	const folder = join(root, '.artefacts', 'package');
	const tarball = await withBuild(options, () => packTarball(root, nodeRuntime(root), folder));
	return { install: await ensureN8n({ root, progress }), tarball };
}
