import { headerProblemOf } from '../../../../../../src/mcp/client/reading/argument-headers';

const withRegion = (property: object, more: object = {}) => ({
	type: 'object',
	properties: { region: property, ...more },
});

describe('the headers that a tool declares for its arguments', () => {
	it.each([
		['none at all', { type: 'object' }],
		['one on a text', withRegion({ type: 'string', 'x-mcp-header': 'Region' })],
		[
			'one within an object',
			withRegion({ type: 'object', properties: { id: { type: 'integer', 'x-mcp-header': 'Id' } } }),
		],
		['an argument that is called so', withRegion({}, { 'x-mcp-header': { type: 'string' } })],
	])('can be sent: %s', (_what, schema) => {
		expect(headerProblemOf(schema)).toBeUndefined();
	});

	it.each([
		['an empty name', withRegion({ type: 'string', 'x-mcp-header': '' })],
		['a space', withRegion({ type: 'string', 'x-mcp-header': 'My Region' })],
		['a colon', withRegion({ type: 'string', 'x-mcp-header': 'Region:x' })],
		['a letter outside ASCII', withRegion({ type: 'string', 'x-mcp-header': 'Région' })],
		['a line break', withRegion({ type: 'string', 'x-mcp-header': 'Region\r\nX: y' })],
		['a number that is no text', withRegion({ type: 'string', 'x-mcp-header': 5 })],
		['a list', withRegion({ type: 'array', 'x-mcp-header': 'Region' })],
		['a fraction', withRegion({ type: 'number', 'x-mcp-header': 'Region' })],
		[
			'one name twice',
			withRegion(
				{ type: 'string', 'x-mcp-header': 'Region' },
				{ other: { type: 'string', 'x-mcp-header': 'REGION' } },
			),
		],
		[
			'an entry of a list',
			withRegion({ type: 'array', items: { type: 'string', 'x-mcp-header': 'Region' } }),
		],
		[
			'one of several alternatives',
			{ anyOf: [withRegion({ type: 'string', 'x-mcp-header': 'Region' })] },
		],
		['the whole', { type: 'object', 'x-mcp-header': 'All' }],
	])('cannot be sent: %s', (_what, schema) => {
		expect(headerProblemOf(schema)).toEqual(expect.any(String));
	});
});
