import { formAt, type LegalForm } from './legal-forms';
import { plainLetters } from './plain-letters';

/** A company's name, taken apart. */
export interface CompanyWords {
	/** What tells it from others, in the order of the name. */
	telling: readonly string[];
	/** Words that come and go: `Group`. */
	optional: readonly string[];
	forms: ReadonlySet<LegalForm>;
}

const SMALL = new Set(
	'the a an of and und et y e de du des der die das la le el los las for'.split(' '),
);

const OPTIONAL = new Set('group gruppe groupe gruppo grupo'.split(' '));

/** One spelling of words that are written in several. */
const SAME: Readonly<Record<string, string>> = {
	intl: 'international',
	natl: 'national',
	mfg: 'manufacturing',
	bros: 'brothers',
	govt: 'government',
	dept: 'department',
	univ: 'university',
	assoc: 'association',
	mgmt: 'management',
	svcs: 'services',
	labs: 'laboratories',
	tech: 'technology',
	centre: 'center',
	organisation: 'organization',
	...Object.fromEntries(
		'zero one two three four five six seven eight nine ten eleven twelve'
			.split(' ')
			.map((word, number) => [word, String(number)]),
	),
};

const PHRASES: ReadonlyArray<[RegExp, string]> = [
	[/\bunited states(?: of america)?\b/g, 'us'],
	[/\bunited kingdom\b/g, 'uk'],
	[/\bgreat britain\b/g, 'uk'],
];

/** @param name as it is written, with or without its legal form */
export function companyWords(name: string): CompanyWords {
	const { rest, forms } = withoutForms(wordsOf(name));
	const telling = rest.filter((word) => !SMALL.has(word) && !OPTIONAL.has(word));
	const optional = rest.filter((word) => OPTIONAL.has(word));
	// A name of small words and a legal form only, such as "The Company": it is all there is.
	const all = telling.length > 0 ? telling : optional.length > 0 ? optional : wordsOf(name);
	return { telling: all, optional, forms };
}

/** In plain letters; single letters with dots are one word: `A.B.C.` is `abc`. */
function wordsOf(name: string): string[] {
	let plain = plainLetters(name)
		.replace(/['’‘`´ʼ]/g, '')
		.replace(/[&+]/g, ' and ')
		.replace(/(?<![\p{L}\d])(?:\p{L}\.){2,}/gu, (letters) => `${letters.replaceAll('.', '')} `)
		.replace(/(?<![\p{L}\d])(?:\p{L}\.)+\p{L}(?![\p{L}\d])/gu, (letters) =>
			letters.replaceAll('.', ''),
		)
		.replace(/[^\p{L}\d]+/gu, ' ')
		.trim();
	for (const [phrase, short] of PHRASES) plain = plain.replace(phrase, short);
	return plain === ''
		? []
		: plain.split(' ').map((word) => (Object.hasOwn(SAME, word) ? (SAME[word] ?? word) : word));
}

function withoutForms(words: readonly string[]): { rest: string[]; forms: Set<LegalForm> } {
	const rest: string[] = [];
	const forms = new Set<LegalForm>();
	for (let at = 0; at < words.length;) {
		const form = formAt(words, at);
		if (form) {
			forms.add(form.says);
			at += form.words.length;
		} else {
			rest.push(words[at] ?? '');
			at += 1;
		}
	}
	return { rest, forms };
}
