import {
	compileArgumentValidator,
	SchemaError,
} from '../../../../../src/mcp/schema/argument-validator';

describe('a schema of arguments', () => {
	it('names every place that does not fit, and what would', () => {
		const validate = compileArgumentValidator({
			type: 'object',
			properties: {
				email: { type: 'string', format: 'email' },
				size: { enum: ['small', 'large'] },
				address: { type: 'object', properties: { zip: { type: 'string' } } },
			},
			required: ['name'],
			additionalProperties: false,
		});
		const problems = validate({ email: 'x', size: 'huge', address: { zip: 5 }, extra: 1 });
		expect(problems).toEqual(
			expect.arrayContaining([
				{ path: '', message: "must have required property 'name'" },
				{
					path: '',
					message: 'must NOT have additional properties: "extra". Allowed: email, size, address',
				},
				{ path: '/email', message: 'must match format "email"' },
				{ path: '/size', message: 'must be equal to one of the allowed values: ["small","large"]' },
				{ path: '/address/zip', message: 'must be string' },
			]),
		);
		expect(problems).toHaveLength(5);
	});

	it('fills its defaults in', () => {
		const validate = compileArgumentValidator({
			type: 'object',
			properties: { limit: { type: 'integer', default: 10 } },
		});
		const values: Record<string, unknown> = {};
		expect(validate(values)).toEqual([]);
		expect(values).toEqual({ limit: 10 });
	});

	it('never turns one type into another', () => {
		const validate = compileArgumentValidator({ properties: { n: { type: 'number' } } });
		expect(validate({ n: '5' })).toEqual([{ path: '/n', message: 'must be number' }]);
	});

	it('is JSON Schema 2020-12 unless it says draft-07', () => {
		const tuple = {
			properties: { pair: { prefixItems: [{ type: 'string' }, { type: 'number' }] } },
		};
		const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#', ...tuple };
		expect(compileArgumentValidator(tuple)({ pair: [1, 'x'] })).toHaveLength(2);
		expect(compileArgumentValidator(draft7)({ pair: [1, 'x'] })).toEqual([]);
	});

	it('follows references inside itself', () => {
		const validate = compileArgumentValidator({
			$defs: { domain: { type: 'string', pattern: '\\.' } },
			properties: { domain: { $ref: '#/$defs/domain' } },
		});
		expect(validate({ domain: 'localhost' })).toHaveLength(1);
		expect(validate({ domain: 'acme.com' })).toEqual([]);
	});

	it('may share its $id with another schema', () => {
		const $id = 'https://example.com/args';
		expect(compileArgumentValidator({ $id, required: ['a'] })({})).toHaveLength(1);
		expect(compileArgumentValidator({ $id, required: ['a', 'b'] })({})).toHaveLength(2);
	});

	it.each([
		['is no JSON Schema', { type: 'text' }, /type must be/],
		[
			'refers to another document',
			{ $ref: 'https://example.com/x.json' },
			/can't resolve reference/,
		],
		['is of an unknown dialect', { $schema: 'https://example.com/dialect' }, /unknown dialect/],
	])('is refused if it %s', (_, schema, reason) => {
		expect(() => compileArgumentValidator(schema)).toThrow(SchemaError);
		expect(() => compileArgumentValidator(schema)).toThrow(reason);
	});
});
