import { plainLetters } from './plain-letters';

/** A person's name, taken apart. */
export interface PersonWords {
	/** Given name first, where the name tells: `Doe, Dana` is read as `Dana Doe`. */
	words: readonly string[];
	/** `sr`, `jr`, `ii`…: father and son of one name. */
	generation?: string;
}

const TITLES = new Set(
	`mr mrs ms miss mx dr prof professor sir dame lord lady rev ing dipl mag herr frau mme mlle sr sra
	sheikh shaikh hon capt gen col lt sgt phd md mba esq`.split(/\s+/),
);

const GENERATIONS: Readonly<Record<string, string>> = {
	sr: 'sr',
	snr: 'sr',
	senior: 'sr',
	jr: 'jr',
	jnr: 'jr',
	junior: 'jr',
	ii: 'ii',
	iii: 'iii',
	iv: 'iv',
};

/** @param name in any order that a comma tells; `Dana Doe`, `Doe, Dana`, `Dr. Dana Q. Doe Jr.` */
export function personWords(name: string): PersonWords {
	const [family = '', given = ''] = name.split(/,(.*)/s);
	const trailing = isGenerationOnly(given);
	const ordered = given.trim() === '' || trailing ? `${family} ${given}` : `${given} ${family}`;
	const all = plainLetters(ordered)
		.replace(/['’‘`´ʼ]/g, '')
		.split(/[^\p{L}\d]+/u)
		.filter((word) => word !== '');
	const generation = all
		.slice(1)
		.map((word) => generationOf(word))
		.find((word) => word !== undefined);
	const words = all.filter(
		(word, at) =>
			!(at > 0 && generationOf(word) !== undefined) &&
			!(at === 0 && all.length > 1 && TITLES.has(word)),
	);
	return { words, ...(generation !== undefined && { generation }) };
}

function isGenerationOnly(text: string): boolean {
	return generationOf(text.replace(/[.\s]/g, '').toLowerCase()) !== undefined;
}

function generationOf(word: string): string | undefined {
	return Object.hasOwn(GENERATIONS, word) ? GENERATIONS[word] : undefined;
}
