import fc from 'fast-check';

import { canonicalJson } from '../../../../src/base/digest';

describe('canonical JSON', () => {
	it('says what plain JSON says, whatever the value', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const plain = JSON.parse(JSON.stringify(value)) as unknown;
				expect(JSON.parse(canonicalJson(value))).toEqual(plain);
			}),
		);
	});

	it('is the same whatever the order of members', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const turned = Object.fromEntries(Object.entries(value).reverse());
				expect(canonicalJson(turned)).toBe(canonicalJson(value));
			}),
		);
	});

	it.each([
		[{ b: undefined, a: [undefined, () => 1] }, '{"a":[null,null]}'],
		[{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
		[undefined, ''],
	])('leaves out what JSON has no word for: %p', (value, text) => {
		expect(canonicalJson(value)).toBe(text);
	});
});
