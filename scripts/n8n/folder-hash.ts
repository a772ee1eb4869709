import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

async function filesBelow(root: string, path: string): Promise<string[]> {
	const info = await stat(join(root, path)).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (!info) return [];
	if (!info.isDirectory()) return [path];
	const names = (await readdir(join(root, path))).sort();
	return (await Promise.all(names.map((name) => filesBelow(root, `${path}/${name}`)))).flat();
}

/**
 * SHA-256 over the names and contents of files and folders below `root`; paths that do not exist
 * count as empty.
 */
export async function hashPaths(root: string, paths: string[]): Promise<string> {
	const files = (await Promise.all(paths.map((path) => filesBelow(root, path)))).flat();
	const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
	const hash = createHash('sha256');
	files.forEach((file, index) => {
		const content = contents[index] ?? Buffer.alloc(0);
		hash.update(`${file}\0${content.length}\0`).update(content);
	});
	return hash.digest('hex');
}
