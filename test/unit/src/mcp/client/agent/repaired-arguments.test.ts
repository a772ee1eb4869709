import { repairArguments } from '../../../../../../src/mcp/client/agent/repaired-arguments';

const schema = {
	type: 'object',
	properties: {
		limit: { type: 'integer' },
		ratio: { type: 'number' },
		deep: { type: 'boolean' },
		tags: { type: 'array', items: { type: 'string' } },
		filter: { type: 'object' },
		note: { type: 'string' },
		maybe: { type: ['string', 'null'] },
		open: { anyOf: [{ type: 'string' }, { type: 'null' }] },
		must: { type: 'string' },
	},
	required: ['must'],
};
const repaired = (given: Record<string, unknown>) => repairArguments(given, schema);

it('leaves out what is null, unless the tool takes null or needs the argument', () => {
	expect(repaired({ limit: null, note: null, maybe: null, open: null, must: null })).toEqual({
		maybe: null,
		open: null,
		must: null,
	});
});

it('reads numbers, switches, lists and objects that came as texts', () => {
	expect(
		repaired({ limit: '5', ratio: '0.5', deep: 'true', tags: '["a"]', filter: '{"a":1}' }),
	).toEqual({ limit: 5, ratio: 0.5, deep: true, tags: ['a'], filter: { a: 1 } });
});

it('leaves alone what is right, what can be meant otherwise, and what it cannot read', () => {
	const given = { limit: '5.5', note: '5', open: '5', unknown: '5', filter: 'all', tags: ['a'] };
	expect(repaired(given)).toEqual(given);
});
