import type { FormFieldDeclaration } from '../../../../../../src/mcp/server/content/form-field';
import { toFormSchema } from '../../../../../../src/mcp/server/content/form-schema';
import { checkRequestedSchema } from '../../../../../../src/mcp/server/content/requested-schema';

const field = (changes: Partial<FormFieldDeclaration>): FormFieldDeclaration => ({
	name: 'a',
	title: '',
	description: '',
	type: 'string',
	format: 'none',
	required: false,
	defaultValue: '',
	minimum: '',
	maximum: '',
	choices: '',
	...changes,
});

const propertyOf = (changes: Partial<FormFieldDeclaration>) =>
	(toFormSchema([field(changes)]).properties as Record<string, unknown>).a;

describe('a form', () => {
	it('has its fields in their order, and lists those that are required', () => {
		const schema = toFormSchema([
			field({ name: 'email', title: 'Email', format: 'email', required: true }),
			field({ name: 'note', description: 'Anything' }),
		]);
		expect(schema).toEqual({
			type: 'object',
			properties: {
				email: { type: 'string', title: 'Email', format: 'email' },
				note: { type: 'string', description: 'Anything' },
			},
			required: ['email'],
		});
	});

	it('without fields asks for a yes or no only', () => {
		expect(toFormSchema([])).toEqual({ type: 'object', properties: {} });
	});

	it('can have a field of any name', () => {
		const schema = toFormSchema([field({ name: '__proto__' })]);
		expect(Object.keys(schema.properties as object)).toEqual(['__proto__']);
	});

	it.each<[string, Partial<FormFieldDeclaration>, object]>([
		[
			'text of a length',
			{ minimum: '2', maximum: '5', defaultValue: 'abc' },
			{ type: 'string', minLength: 2, maxLength: 5, default: 'abc' },
		],
		[
			'a number within bounds',
			{ type: 'number', minimum: '0.5', maximum: '9', defaultValue: '95.5' },
			{ type: 'number', minimum: 0.5, maximum: 9, default: 95.5 },
		],
		['a whole number', { type: 'integer', defaultValue: 30 }, { type: 'integer', default: 30 }],
		['a yes or no', { type: 'boolean', defaultValue: 'true' }, { type: 'boolean', default: true }],
		['a no', { type: 'boolean', defaultValue: false }, { type: 'boolean', default: false }],
		[
			'a choice',
			{ type: 'enum', choices: 'x, y ,', defaultValue: 'y' },
			{ type: 'string', enum: ['x', 'y'], default: 'y' },
		],
		[
			'a choice with titles',
			{ type: 'enum', choices: 'x=First = best, y' },
			{
				type: 'string',
				oneOf: [
					{ const: 'x', title: 'First = best' },
					{ const: 'y', title: 'y' },
				],
			},
		],
		[
			'several choices',
			{ type: 'multiEnum', choices: ['x', 'y, z'], minimum: '1', maximum: '2', defaultValue: 'x' },
			{
				type: 'array',
				items: { type: 'string', enum: ['x', 'y, z'] },
				minItems: 1,
				maxItems: 2,
				default: ['x'],
			},
		],
		[
			'several choices with titles',
			{ type: 'multiEnum', choices: 'x=X', defaultValue: ['x'] },
			{ type: 'array', items: { anyOf: [{ const: 'x', title: 'X' }] }, default: ['x'] },
		],
	])('shows %s', (_name, declaration, expected) => {
		expect(propertyOf(declaration)).toEqual(expected);
		expect(() => checkRequestedSchema(toFormSchema([field(declaration)]))).not.toThrow();
	});

	it.each<[string, Partial<FormFieldDeclaration>]>([
		['name of field 1 is empty', { name: ' ' }],
		['choices of field "a" has no choices', { type: 'enum' }],
		['choices of field "a" has "x" twice', { type: 'enum', choices: 'x,x=X' }],
		[
			'defaultValue of field "a" is "z", which is not among the choices',
			{ type: 'multiEnum', choices: 'x,y', defaultValue: 'x,z' },
		],
		['defaultValue of field "a" must be true or false', { type: 'boolean', defaultValue: 'yes' }],
		[
			'defaultValue of field "a" is "x", which is not a number',
			{ type: 'number', defaultValue: 'x' },
		],
		[
			'defaultValue of field "a" is 1.5, which is not a whole number',
			{ type: 'integer', defaultValue: '1.5' },
		],
		['minimum of field "a" is less than zero', { minimum: '-1' }],
		[
			'minimum of field "a" is greater than the maximum',
			{ type: 'number', minimum: '2', maximum: '1' },
		],
		['type of field "a" is "date"', { type: 'date' as never }],
	])('is refused because %s', (message, declaration) => {
		expect(() => toFormSchema([field(declaration)])).toThrow(message);
	});

	it('is refused if two fields share a name', () => {
		expect(() => toFormSchema([field({}), field({})])).toThrow('which another field already uses');
	});
});
