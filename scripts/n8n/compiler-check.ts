import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What node-gyp needs on Linux and macOS, each with the names it may have. */
const TOOLS = [
	{ name: 'python3', commands: ['python3', 'python'] },
	{ name: 'make', commands: ['make', 'gmake'] },
	{ name: 'a C++ compiler', commands: ['c++', 'g++', 'clang++'] },
];

function isOnPath(command: string, path: string): boolean {
	return path.split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/**
 * One line that names the build tools which are missing from PATH, or undefined when all are
 * there. Only of use after a native build failed: usually a ready-made binary is downloaded.
 */
export function explainMissingCompiler(env: NodeJS.ProcessEnv): string | undefined {
	const path = env.PATH ?? '';
	const missing = TOOLS.filter(({ commands }) => !commands.some((name) => isOnPath(name, path)));
	if (missing.length === 0) return undefined;
	const names = missing.map(({ name }) => name).join(', ');
	return `building sqlite3 needs ${names}: install the build tools and try again`;
}
