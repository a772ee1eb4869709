import { sentencesOf } from '../../../../scripts/messages/sentences.ts';

const texts = (source: string) => sentencesOf('x.ts', source).map(({ text }) => text);

it('finds what reads like a sentence, whatever it is written in, with its line', () => {
	const source = [
		"const one = 'The list is empty.';",
		'throw new Error(`No ${what} is called "${name}" here.`);',
		'const two = `Give at',
		'	least one.`;',
	].join('\n');
	expect(sentencesOf('x.ts', source)).toEqual([
		{ line: 1, text: 'The list is empty.' },
		{ line: 2, text: 'No … is called "…" here.' },
		{ line: 3, text: 'Give at least one.' },
	]);
});

it('leaves out names, values, modules and types', () => {
	expect(texts("import { a } from 'a/long/module/name'; const b = 'apiKey';")).toEqual([]);
	expect(texts("type A = 'three long words here';")).toEqual([]);
});
