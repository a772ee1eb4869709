import { toToolArguments } from '../../../../../../src/mcp/client/form/form-arguments';
import type { FormFieldKind } from '../../../../../../src/mcp/client/form/form-fields';

const argument = (kind: FormFieldKind, value: unknown, required = false) =>
	toToolArguments({ x: value }, [{ name: 'x', kind, required }]);

describe('a value goes to the type of its field', () => {
	it.each<{ kind: FormFieldKind; value: unknown; sent: unknown }>([
		{ kind: 'string', value: 94107, sent: '94107' },
		{ kind: 'string', value: '007', sent: '007' },
		{ kind: 'number', value: 5, sent: 5 },
		{ kind: 'number', value: ' 5.5 ', sent: 5.5 },
		{ kind: 'number', value: 0, sent: 0 },
		{ kind: 'boolean', value: false, sent: false },
		{ kind: 'options', value: 2, sent: 2 },
		{ kind: 'date', value: '2026-11-23T00:00:00.000+01:00', sent: '2026-11-23' },
		{ kind: 'dateTime', value: '2026-11-23T08:00:00.000Z', sent: '2026-11-23T08:00:00.000Z' },
		{ kind: 'array', value: '["a"]', sent: ['a'] },
		{ kind: 'array', value: [], sent: [] },
		{ kind: 'object', value: '{"a":1}', sent: { a: 1 } },
		{ kind: 'object', value: { a: 1 }, sent: { a: 1 } },
		{ kind: 'any', value: '[1]', sent: [1] },
		{ kind: 'any', value: 'plain', sent: 'plain' },
		{ kind: 'any', value: 7, sent: 7 },
	])('$kind: $value', ({ kind, value, sent }) => {
		expect(argument(kind, value)).toEqual({ x: sent });
	});
});

it.each([null, undefined, ''])('an empty optional field is not sent: %j', (value) => {
	expect(argument('string', value)).toEqual({});
});

it('an empty required text is sent', () => {
	expect(argument('string', '', true)).toEqual({ x: '' });
});

it('a value without a field is not sent', () => {
	expect(toToolArguments({ leftover: 1 }, [])).toEqual({});
});

it('an argument may be called __proto__', () => {
	const values = JSON.parse('{"__proto__":"x"}') as Record<string, unknown>;
	const sent = toToolArguments(values, [{ name: '__proto__', kind: 'string', required: true }]);
	expect(JSON.stringify(sent)).toBe('{"__proto__":"x"}');
});

it.each<{ kind: FormFieldKind; value: string; message: RegExp }>([
	{ kind: 'array', value: 'a, b', message: /"x" is not valid JSON/ },
	{ kind: 'object', value: '{a}', message: /"x" is not valid JSON/ },
	{ kind: 'number', value: 'five', message: /"x" is not a number/ },
])('$value in a field of kind $kind is refused', ({ kind, value, message }) => {
	expect(() => argument(kind, value)).toThrow(message);
});

it('fields within an object make the object, and only if one of them is filled in', () => {
	const fields = ['address.city', 'address.geo.lat', 'name'].map((name) => ({
		name,
		kind: 'any' as const,
		required: false,
	}));
	expect(toToolArguments({ 'address.geo.lat': 52.5, 'address.city': 'Berlin' }, fields)).toEqual({
		address: { city: 'Berlin', geo: { lat: 52.5 } },
	});
	expect(toToolArguments({ name: 'Ada' }, fields)).toEqual({ name: 'Ada' });
});

it('a name with a dot in it is one name', () => {
	const field = { name: 'utm~1source', kind: 'string' as const, required: false };
	expect(toToolArguments({ 'utm~1source': 'x' }, [field])).toEqual({ 'utm.source': 'x' });
});

it('the text of a choice becomes the choice', () => {
	const choices = [
		{ label: 'One', value: 1 },
		{ label: 'Yes', value: true },
	];
	const choose = (value: unknown) =>
		toToolArguments({ x: value }, [{ name: 'x', kind: 'options', required: true, choices }]);
	expect(choose('1')).toEqual({ x: 1 });
	expect(choose('true')).toEqual({ x: true });
	expect(choose('other')).toEqual({ x: 'other' });
});
