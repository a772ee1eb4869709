import { parseFlatted } from '../../../../scripts/n8n/flatted.ts';

describe('flatted text', () => {
	test('is decoded: strings inside objects and arrays are references', () => {
		const text = '[{"name":"1","list":"2","n":3,"none":null},"Dana",["1","3",true],{"deep":"1"}]';
		expect(parseFlatted(text)).toEqual({
			name: 'Dana',
			list: ['Dana', { deep: 'Dana' }, true],
			n: 3,
			none: null,
		});
	});

	test('keeps an object that is referred to twice, and one that refers to itself, as one', () => {
		const decoded = parseFlatted('[{"a":"1","b":"1","self":"0"},{}]') as Record<string, unknown>;
		expect(decoded.a).toBe(decoded.b);
		expect(decoded.self).toBe(decoded);
	});

	test('cannot set a prototype', () => {
		const decoded = parseFlatted('[{"__proto__":"1"},{"polluted":true}]') as { polluted?: true };
		expect(decoded.polluted).toBeUndefined();
	});

	test('may be a single value', () => {
		expect(parseFlatted('["only"]')).toBe('only');
	});
});
