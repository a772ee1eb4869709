import { CONSTRUCTS } from '../../../../scripts/bench-client/fidelity/constructs';
import { judge } from '../../../../scripts/bench-client/fidelity/judge';

const named = (name: string) => {
	const construct = CONSTRUCTS.find((each) => each.name === name);
	if (!construct) throw new Error(`no construct ${name}`);
	return construct;
};

describe('the constructs of JSON Schema that are compared', () => {
	it.each(CONSTRUCTS.map((each) => [each.name, each] as const))(
		'%s: its samples fit its own schema',
		(_name, construct) => {
			const { invalid, schema } = construct;
			expect(judge(construct, schema)).toEqual({
				meaning: 'kept',
				refused: [invalid.length, invalid.length],
				wordsLost: [],
			});
		},
	);

	it('have each a name of its own', () => {
		const names = CONSTRUCTS.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('the judge of a schema that somebody made of another', () => {
	it('accepts other words for the same', () => {
		const inlined = {
			type: 'object',
			properties: {
				value: {
					type: 'object',
					properties: { name: { type: 'string' }, age: { type: 'integer' } },
					required: ['name'],
				},
			},
			required: ['value'],
		};
		expect(judge(named('ref'), inlined).meaning).toBe('kept');
	});

	it('sees that a schema became looser, and by how much', () => {
		const anything = { type: 'object', properties: { value: {} }, required: ['value'] };
		expect(judge(named('ref'), anything)).toMatchObject({ meaning: 'looser', refused: [1, 3] });
	});

	it('sees that right arguments are refused', () => {
		const closed = { type: 'object', properties: {}, additionalProperties: false };
		expect(judge(named('top_one_of'), closed).meaning).toBe('wrong');
	});

	it('misses the words for the model', () => {
		const bare = {
			type: 'object',
			properties: { value: { type: 'string', description: 'Without www' } },
			required: ['value'],
		};
		expect(judge(named('annotations'), bare)).toMatchObject({
			meaning: 'kept',
			wordsLost: ['Company domain', 'n8n.io'],
		});
	});

	it('knows a tool that did not arrive', () => {
		expect(judge(named('text'), undefined).meaning).toBe('lost');
	});
});
