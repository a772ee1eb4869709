import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { allPages, ROOT } from './pages';
import manifest from '../../../package.json';

const pages = allPages();
const page = new Map(pages.map((one) => [one.file, one]));

/** What is wrong with a link to a file of the repository, with an anchor or without; undefined if it leads there. */
function faultOf(target: string): string | undefined {
	const [file = '', anchor] = target.split('#');
	if (!existsSync(path.join(ROOT, file))) return `${file} does not exist`;
	if (anchor === undefined) return undefined;
	const { anchors } = page.get(file) ?? {};
	return anchors?.has(anchor) ? undefined : `${file} has no heading #${anchor}`;
}

const isExternal = (link: string) => /^[a-z]+:/.test(link);

describe('the pages of the documentation', () => {
	it.each(pages.map((one) => [one.file, one] as const))(
		'%s links to what there is',
		(file, one) => {
			const faults = one.links
				.filter((link) => !isExternal(link))
				.map((link) =>
					link.startsWith('#') ? `${file}${link}` : path.posix.join(path.posix.dirname(file), link),
				)
				.map(faultOf);
			expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
		},
	);

	it('are each reached by links from the README', () => {
		const reached = new Set(['README.md']);
		for (const file of reached) {
			const { links = [] } = page.get(file) ?? {};
			for (const link of links.filter((one) => !isExternal(one))) {
				reached.add(path.posix.join(path.posix.dirname(file), link.split('#')[0] ?? ''));
			}
		}
		expect([...page.keys()].filter((file) => !reached.has(file))).toEqual([]);
	});

	it('show every picture that is kept for them, of which all together are small', () => {
		const folder = path.join(ROOT, 'docs/images');
		const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.map((name) => name.replaceAll(path.sep, '/'))
			.filter((name) => /\.(png|webp|gif)$/.test(name));
		const shown = pages.flatMap(({ links }) => links.map((link) => link.split('images/')[1] ?? ''));
		expect(kept.filter((name) => !shown.includes(name))).toEqual([]);
		const bytes = kept.map((name) => statSync(path.join(folder, name)).size);
		expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(6_000_000);
	});
});

/** Where the product says that its documentation is. */
const DOCS = `${manifest.homepage.replace('#readme', '')}/blob/main/`;

function sources(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|json)$/.test(name))
		.map((name) => path.posix.join(folder, name));
}

/** What the classes of credentials say, which put some of the links together from parts. */
function credentialLinks(): string[] {
	return manifest.n8n.credentials.map((file) => {
		const source = path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [Credential] = Object.values(
			jest.requireActual<Record<string, new () => { documentationUrl?: string }>>(source),
		);
		if (Credential === undefined) throw new Error(`${source} exports no credential`);
		return new Credential().documentationUrl ?? `${file} has no link`;
	});
}

describe('the links of the product', () => {
	it('of each credential lead to a page of this documentation', () => {
		const links = credentialLinks();
		expect(links.filter((link) => !link.startsWith(DOCS))).toEqual([]);
		const faults = links.map((link) => faultOf(link.slice(DOCS.length)));
		expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
	});

	it('of each node lead to a page of this documentation', () => {
		const nodes = manifest.n8n.nodes.map((file) =>
			file.replace(/^dist\//, '').replace(/\.js$/, '.json'),
		);
		for (const file of nodes) {
			const codex = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as {
				resources: Record<string, Array<{ url: string }>>;
			};
			const urls = Object.values(codex.resources).flatMap((some) => some.map(({ url }) => url));
			expect(urls.length).toBeGreaterThan(0);
			const faults = urls.map((url) =>
				url.startsWith(DOCS) ? faultOf(url.slice(DOCS.length)) : `${url} is elsewhere`,
			);
			expect([file, ...faults.filter((fault) => fault !== undefined)]).toEqual([file]);
		}
	});

	it('that stand in texts lead to a page of this documentation', () => {
		const links = ['nodes', 'credentials', 'src'].flatMap(sources).flatMap((file) => {
			const text = readFileSync(path.join(ROOT, file), 'utf8');
			return text
				.split(DOCS)
				.slice(1)
				.map((rest) => /^[\w./#-]*/.exec(rest)?.[0] ?? '');
		});
		expect(links.length).toBeGreaterThan(10);
		const faults = links.map(faultOf);
		expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
	});
});
