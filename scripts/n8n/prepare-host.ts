import { join } from 'node:path';

import { withLock } from '../install/file-lock.cjs';
import type { Progress } from '../install/progress.cjs';
import { buildPackage, isBuilt, packTarball } from './build-package.ts';
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
export async function prepareHost(options: {
	root: string;
	progress: Progress;
}): Promise<PreparedHost> {
	const { root, progress } = options;
	const runtime = nodeRuntime(root);
	const artefacts = join(root, '.artefacts');
	const makeTarball = async () => {
		if (!(await isBuilt(root))) {
			await progress.step('building the package', () => buildPackage(root, runtime));
		}
		return await packTarball(root, runtime, join(artefacts, 'package'));
	};
	const tarball = await withLock(join(artefacts, 'build.lock'), makeTarball, {
		onWait: () => progress.say('another run builds the package, waiting for it'),
	});
	return { install: await ensureN8n({ root, progress }), tarball };
}
