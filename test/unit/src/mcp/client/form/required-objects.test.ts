import { withRequiredObjects } from '../../../../../../src/mcp/client/form/required-objects';

const schema = {
	properties: {
		filter: { properties: { owner: {}, range: { properties: { from: {} } } }, required: ['range'] },
		extra: { properties: { note: {} } },
		name: { type: 'string' },
	},
	required: ['filter', 'name'],
};

it('puts an empty object where one is required and its fields were left empty', () => {
	expect(withRequiredObjects({}, schema)).toEqual({ filter: { range: {} } });
});

it('keeps what is there', () => {
	expect(withRequiredObjects({ filter: { owner: 'a', range: { from: 1 } } }, schema)).toEqual({
		filter: { owner: 'a', range: { from: 1 } },
	});
});

it('leaves a value of another kind to the validation', () => {
	expect(withRequiredObjects({ filter: 'all' }, schema)).toEqual({ filter: 'all' });
});

it('ends in a schema that holds itself', () => {
	const $defs = { Node: { properties: { next: { $ref: '#/$defs/Node' } }, required: ['next'] } };
	expect(withRequiredObjects({}, { $ref: '#/$defs/Node', $defs })).toEqual({
		next: { next: { next: {} } },
	});
});
