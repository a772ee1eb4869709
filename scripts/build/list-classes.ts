import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What n8n loads of the package, as it is written in package.json. */
export interface ClassList {
	credentials: string[];
	nodes: string[];
}

/** The files of dist that n8n shall load: one for each class of the sources, by name. */
export async function classesOf(root: string): Promise<ClassList> {
	const [credentials, nodes] = await Promise.all(
		(['credentials', 'nodes'] as const).map(async (folder) => {
			const files = await readdir(path.join(root, folder), { recursive: true });
			return files
				.filter((file) => /\.(credentials|node)\.ts$/.test(file))
				.map((file) => `dist/${folder}/${file.replaceAll(path.sep, '/').replace(/\.ts$/, '.js')}`)
				.toSorted();
		}),
	);
	return { credentials: credentials ?? [], nodes: nodes ?? [] };
}

/** Writes them into package.json, which n8n reads, so that a new class need not be named there. */
export async function listClasses(root: string): Promise<void> {
	const file = path.join(root, 'package.json');
	const before = await readFile(file, 'utf8');
	const manifest = JSON.parse(before) as { n8n: object };
	const n8n = { ...manifest.n8n, ...(await classesOf(root)) };
	const after = `${JSON.stringify({ ...manifest, n8n }, null, '\t')}\n`;
	if (after !== before) await writeFile(file, after);
}
