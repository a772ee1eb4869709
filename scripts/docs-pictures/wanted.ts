import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where pages find their pictures, below the repository. */
export const IMAGES = 'docs/images';

/** The pictures that a page shows, as paths below `docs/images`. */
export function picturesIn(page: string): string[] {
	const shown = page.matchAll(/!\[[^\]]*\]\((?:[./\w-]*\/)?images\/([\w./-]+\.png)\)/g);
	return [...shown].map(([, name = '']) => name);
}

/** The pictures of all pages, each once. */
export async function wantedPictures(root: string): Promise<string[]> {
	const docs = await readdir(path.join(root, 'docs'), { recursive: true });
	const pages = ['README.md', ...docs.map((name) => path.join('docs', name))];
	const texts = await Promise.all(
		pages
			.filter((name) => name.endsWith('.md'))
			.map(async (name) => await readFile(path.join(root, name), 'utf8')),
	);
	return [...new Set(texts.flatMap(picturesIn))].toSorted();
}
