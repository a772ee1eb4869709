import { mutated } from '../../../../scripts/fuzz/mutation';
import { Random } from '../../../../scripts/fuzz/random';

const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'x' } };
const series = (seed: number, count = 50) => {
	const random = new Random(seed);
	return Array.from({ length: count }, () => JSON.stringify(mutated(message, random)));
};

describe('chance', () => {
	it('repeats itself with the same seed, and only then', () => {
		expect(series(7)).toEqual(series(7));
		expect(series(7)).not.toEqual(series(8));
	});

	it('keeps to the limits and shares that it is given', () => {
		const random = new Random(1);
		const drawn = Array.from({ length: 2000 }, () => random.integer(4));
		expect(new Set(drawn)).toEqual(new Set([0, 1, 2, 3]));
		const heavy = Array.from({ length: 2000 }, () =>
			random.weighted([
				[9, 'often'],
				[1, 'seldom'],
			]),
		).filter((value) => value === 'often').length;
		expect(heavy).toBeGreaterThan(1700);
		expect(heavy).toBeLessThan(1900);
		expect(random.bytes(16)).toHaveLength(16);
		expect(() => random.pick([])).toThrow(RangeError);
	});
});

describe('a mutation', () => {
	it('changes a copy, and can always be sent', () => {
		const original = structuredClone(message);
		const bodies = series(3, 300);
		expect(message).toEqual(original);
		const changed = bodies.filter((body) => body !== JSON.stringify(original));
		expect(changed.length).toBeGreaterThan(280);
		expect(Object.getPrototypeOf({})).toBe(Object.prototype);
	});
});
