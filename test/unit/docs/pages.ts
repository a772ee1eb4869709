import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../../..');

/** A page of the documentation, as GitHub shows it. */
export interface Page {
	/** From the root of the repository, with slashes. */
	readonly file: string;
	readonly text: string;
	/** The headings' ids. */
	readonly anchors: ReadonlySet<string>;
	readonly links: readonly string[];
	readonly blocks: readonly CodeBlock[];
	/** What stands between single backticks, outside of blocks. */
	readonly code: readonly string[];
}

export interface CodeBlock {
	readonly language: string;
	readonly text: string;
}

const BLOCK = /^[\t ]*```(\w*)\n([\s\S]*?)^[\t ]*```$/gm;

/** The id that GitHub gives a heading: its words in lower case, without marks, joined by hyphens. */
function anchorOf(heading: string): string {
	return heading
		.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(/\s/g, '-');
}

/** Of several headings with the same words, GitHub numbers the later ones. */
function anchorsOf(prose: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
		const anchor = anchorOf(heading);
		let count = 0;
		while (anchors.has(count === 0 ? anchor : `${anchor}-${count}`)) count += 1;
		anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
	}
	return anchors;
}

export function readPage(file: string): Page {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	const prose = text.replaceAll(BLOCK, '');
	return {
		file,
		text,
		anchors: anchorsOf(prose),
		links: [...prose.matchAll(/\]\(([^()\s]+)\)|<(https?:[^>\s]+)>/g)].map(
			([, link, bare]) => link ?? bare ?? '',
		),
		blocks: [...text.matchAll(BLOCK)].map(([, language = '', block = '']) => ({
			language,
			text: block,
		})),
		code: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
	};
}

/** Every page, the ones at the root first. */
export function allPages(): Page[] {
	const docs = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.map((name) => path.posix.join('docs', name.replaceAll(path.sep, '/')))
		.filter((name) => name.endsWith('.md'))
		.toSorted();
	return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...docs].map(readPage);
}
