import { join } from 'node:path';

import { withLock } from '../install/file-lock.cjs';
import type { Progress } from '../install/progress.cjs';
import { buildPackage, isBuilt } from './build-package.ts';
import { nodeRuntime } from './node-runtime.ts';

export interface BuildPlace {
	root: string;
	progress: Progress;
}

/** Builds dist/ if it is not the build of the present sources. Throws SetupError. */
export async function ensureBuilt(place: BuildPlace): Promise<void> {
	await withBuild(place, async () => await Promise.resolve());
}

/** Does something with dist/, the build of the present sources, while nobody else builds. */
export async function withBuild<Result>(
	{ root, progress }: BuildPlace,
	work: () => Promise<Result>,
): Promise<Result> {
	const build = async () => {
		if (!(await isBuilt(root))) {
			await progress.step('building the package', () => buildPackage(root, nodeRuntime(root)));
		}
		return await work();
	};
	return await withLock(join(root, '.artefacts', 'build.lock'), build, {
		onWait: () => progress.say('another run builds the package, waiting for it'),
	});
}
