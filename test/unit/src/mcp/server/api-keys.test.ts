import { findKeyProblems, findPrincipal } from '../../../../../src/mcp/server/api-keys';

const keys = [
	{ label: 'Claude of Dana', key: 'dana-0123456789-0123456789' },
	{ label: 'Cursor of Kim', key: 'kim-0123456789-0123456789' },
];

describe('API keys', () => {
	it.each([
		['Authorization', { authorization: 'Bearer kim-0123456789-0123456789' }],
		[
			'Authorization with a scheme in lower case',
			{ authorization: 'bearer kim-0123456789-0123456789' },
		],
		['X-API-Key', { 'x-api-key': 'kim-0123456789-0123456789' }],
	])('tell who calls by %s', (_, headers) => {
		expect(findPrincipal(headers, keys)).toEqual({ kind: 'apiKey', label: 'Cursor of Kim' });
	});

	it.each([
		['there is none', {}],
		['it is nobody’s', { authorization: 'Bearer kim-0123456789-012345678' }],
		['it is empty', { 'x-api-key': ' ' }],
		['another scheme is used', { authorization: 'Basic kim-0123456789-0123456789' }],
	])('tell nothing if %s', (_, headers) => {
		expect(findPrincipal(headers, keys)).toBeUndefined();
	});

	it('that were pasted with blanks still work', () => {
		const pasted = [{ label: ' Kim ', key: ' kim-0123456789-0123456789\n' }];
		const headers = { authorization: 'Bearer kim-0123456789-0123456789' };
		expect(findPrincipal(headers, pasted)).toEqual({ kind: 'apiKey', label: 'Kim' });
	});

	it('have no problems when each is long and has a label of its own', () => {
		expect(findKeyProblems(keys)).toEqual([]);
	});

	it('have problems that say what to change', () => {
		const [first = { label: '', key: '' }] = keys;
		expect(findKeyProblems([])).toEqual(['Add at least one key.']);
		expect(
			findKeyProblems([first, { label: '', key: first.key }, first, { label: 'x', key: 'short' }]),
		).toEqual([
			'Key 2 has no label: give it the name of its holder.',
			'The label "Claude of Dana" is used twice.',
			'The key "x" is shorter than 24 characters.',
		]);
	});
});
