import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

interface Codex {
	alias?: string[];
	[member: string]: unknown;
}

/** The names of the vendors in a category, and their ids where a search for the name misses them. */
type VendorsByCategory = Readonly<
	Record<string, ReadonlyArray<{ profile: { id: string; name: string } }>>
>;

/**
 * The words by which a node is found in n8n's search: its own, and for a node of vendors the names of
 * these, as the registry has them.
 *
 * @param node `GtmCrm`
 */
export function codexOf(node: string, codex: Codex, vendors: VendorsByCategory): Codex {
	const family = node.replace(/^Gtm/, '').replace(/ChangeTrigger$/, '');
	const own = vendors[family.toLowerCase()] ?? [];
	const names = own.flatMap(({ profile: { id, name } }) =>
		name.toLowerCase().includes(id) ? [name] : [name, id.toUpperCase()],
	);
	return { ...codex, alias: [...(codex.alias ?? []), ...names] };
}

/** Writes the codex of every node into dist. Needs the compiled registry. */
export async function writeCodex(root: string): Promise<void> {
	const registry = path.join(root, 'dist/src/gtm/vendors/registry.js');
	const { vendors } = createRequire(import.meta.url)(registry) as { vendors: VendorsByCategory };
	const files = await readdir(path.join(root, 'nodes'), { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.node.json'))) {
		const codex = JSON.parse(await readFile(path.join(root, 'nodes', file), 'utf8')) as Codex;
		const target = path.join(root, 'dist', 'nodes', file);
		await mkdir(path.dirname(target), { recursive: true });
		const node = path.basename(file, '.node.json');
		await writeFile(target, JSON.stringify(codexOf(node, codex, vendors)));
	}
}
