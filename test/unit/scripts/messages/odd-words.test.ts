import { oddWordsIn } from '../../../../scripts/messages/odd-words.ts';
import { productTexts } from '../../../../scripts/messages/product-texts.ts';

/** Not for people: statements to a database, patterns, paths, and lists of words of others. */
const isForMachines = (file: string, text: string) =>
	/\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\b/.test(text) ||
	/^[\w.:/-]+$/.test(text) ||
	/gtm\/model\/(?:job-title|industries|vocabularies|free-mail|country)|\/sqlite\//.test(file);

it('finds words that only their authors use, and says what to write instead', () => {
	expect(oddWordsIn('Mend them and ask anew.')).toEqual([
		'"anew": say again',
		'"Mend": say correct',
	]);
	expect(oddWordsIn('The email is no address.')).toEqual(['"is no": say is not a']);
	expect(oddWordsIn('There is no such tool. It is no longer here.')).toEqual([]);
});

it('says nothing to people in words that only its authors use', async () => {
	const texts = await productTexts();
	expect(texts.length).toBeGreaterThan(400);
	const odd = texts.flatMap(({ file, texts: all }) =>
		all
			.filter(({ text }) => !isForMachines(file, text))
			.flatMap(({ line, text }) =>
				oddWordsIn(text).map((problem) => `${file}:${line} ${problem} (${text})`),
			),
	);
	expect(odd).toEqual([]);
});
