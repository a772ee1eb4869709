import { DateTime } from 'luxon';

import { FORMS, readForm, shownParameters } from './form-reading';

/** What n8n's expressions give. None of these means that nothing was given. */
const GIVEN: ReadonlyArray<readonly [string, () => unknown]> = [
	['a Luxon date', () => DateTime.fromISO('2026-12-03T09:00:00.000-05:00', { setZone: true })],
	['a Luxon date that is none', () => DateTime.fromISO('soon')],
	['a JavaScript date', () => new Date('2026-12-03T14:00:00Z')],
	['a JavaScript date that is none', () => new Date('soon')],
	['a number', () => 42],
	['a number that is none', () => Number.NaN],
	['true', () => true],
	['a text', () => 'something'],
	['a date in another notation', () => '03.12.2026'],
	['an object within a text', () => 'x [object Object]'],
	['a list', () => ['a', 'b']],
	['a list of objects', () => [{ a: 1 }]],
	['a JSON list', () => '["a", "b"]'],
	['an object', () => ({ a: 1 })],
	['a JSON object', () => '{"a": 1}'],
	['broken JSON', () => '{"a": '],
];

const ABSENT: ReadonlyArray<readonly [string, unknown]> = [
	['null', null],
	['undefined', undefined],
	['empty text', ''],
	['spaces', '  '],
];

/** Read by the node before any item is, and not part of an input. */
const NO_INPUT = [
	'vendor',
	'authentication',
	'options.fields',
	'options.output',
	'options.treatAsError',
	'options.updateContextGraph',
];

const CASES = Object.entries(FORMS).flatMap(([node, form]) =>
	Object.keys(form.operations).flatMap((operation) =>
		shownParameters(form, operation)
			.filter(({ path }) => !NO_INPUT.includes(path))
			.map((cell) => ({ node, operation, ...cell })),
	),
);

/** How a sentence begins that is about what several parameters come to. */
const OF_THE_WHOLE = ['The activity has no record', 'A person needs', 'A company needs'];

/** Parameters that decide which others are read; without them those are not shown. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	from: { window: 'between' },
	to: { window: 'between' },
	percent: { condition: 'rises_by' },
	threshold: { condition: 'above' },
	'options.property': { 'options.measure': 'sum' },
	form: { inputMode: 'form' },
};

function outcomeOf(node: string, operation: string, changed: Record<string, unknown>) {
	const form = FORMS[node];
	if (!form) throw new Error(`There is no form of ${node}`);
	try {
		return { input: readForm(form, operation, changed) };
	} catch (error) {
		// A defect of ours throws something else.
		if (error instanceof RangeError) return { refused: error.message };
		throw error;
	}
}

test('there are parameters of every node and operation to read', () => {
	const operations = Object.values(FORMS).flatMap(({ operations: all }) => Object.keys(all));
	expect(operations).toHaveLength(58);
	expect(CASES.length).toBeGreaterThan(250);
});

describe.each(CASES)('$operation: $path', ({ node, operation, path, property, put }) => {
	const needed = NEEDED[path] ?? {};
	const rest = path === 'days' ? { window: 'days' } : needed;
	const labels = [property.displayName.replace(/ \(JSON\)$/, ''), ...OF_THE_WHOLE];

	test.each(GIVEN)('%s is read, or refused by the name of the parameter', (_name, make) => {
		const value = make();
		const absent = outcomeOf(node, operation, { ...rest, ...put(null) });
		const { input, refused } = outcomeOf(node, operation, { ...rest, ...put(value) });
		if (refused !== undefined) {
			expect(labels.some((label) => refused.includes(label))).toBe(true);
			expect(refused).toContain('[item 0]');
			return;
		}
		// What the form has by default may be what was given; everything else must have an effect.
		if (property.default === value) return;
		expect(input).not.toEqual(absent.input);
	});

	test.each(ABSENT)('%s is nothing, or refused where something is required', (_name, value) => {
		const { refused } = outcomeOf(node, operation, { ...rest, ...put(value) });
		if (refused !== undefined) {
			expect(refused).toContain('[item 0]');
			return;
		}
		expect(JSON.stringify(outcomeOf(node, operation, { ...rest, ...put(value) }))).not.toMatch(
			/"(null|undefined)"/,
		);
	});
});
