import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SetupError } from './setup-error.ts';

/** The major of the Node that the package's devDependency `node` brings; n8n 2.41 needs it. */
export const NODE_MAJOR = 24;

export interface NodeRuntime {
	/** Absolute path of the executable. */
	executable: string;
	/** Folder of the executable, to go first in PATH: n8n starts its task runner as `node`. */
	binFolder: string;
	/** The exact version, for example `24.21.0`. */
	version: string;
	/** npm package of this platform's whole distribution: bin/ and include/. */
	distributionPackage: string;
	/**
	 * Where that package was put when Node was fetched. npm deletes it again whenever it installs
	 * something else, so it need not exist.
	 */
	distribution: string;
}

/** How the npm package `node` names its platform packages. */
export function distributionPackage(platform: string, arch: string): string {
	const system = platform === 'win32' ? 'win' : platform;
	const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${system}-${arch}`;
}

/** The Node 24 in the repository's node_modules. Throws SetupError when it is not installed. */
export function nodeRuntime(root: string): NodeRuntime {
	const nodePackage = join(root, 'node_modules', 'node');
	const binFolder = join(nodePackage, 'bin');
	const executable = join(binFolder, process.platform === 'win32' ? 'node.exe' : 'node');
	if (!existsSync(executable)) {
		throw new SetupError(`${executable} is missing: run npm start or npm test once to install it`);
	}
	const name = distributionPackage(process.platform, process.arch);
	const { version } = JSON.parse(readFileSync(join(nodePackage, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		executable,
		binFolder,
		version,
		distributionPackage: name,
		distribution: join(nodePackage, 'node_modules', name),
	};
}
