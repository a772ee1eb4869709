import { HOSTILE_NAMES, hostileValue } from './hostile-values.ts';
import type { Random } from './random.ts';

/** A place in a JSON value: the container and the key or index in it. */
interface Place {
	container: Record<string, unknown>;
	key: string;
}

function placesOf(value: unknown): Place[] {
	if (typeof value !== 'object' || value === null) return [];
	const container = value as Record<string, unknown>;
	return Object.keys(container).flatMap((key) => [{ container, key }, ...placesOf(container[key])]);
}

/** `__proto__` must become an own property, as JSON.parse makes it. */
function define(container: Record<string, unknown>, key: string, value: unknown): void {
	Object.defineProperty(container, key, {
		value,
		enumerable: true,
		writable: true,
		configurable: true,
	});
}

function mutateOnce(root: Record<string, unknown>, random: Random): void {
	const places = placesOf(root);
	if (places.length === 0) return;
	const { container, key } = random.pick(places);
	const mutate = random.weighted<() => void>([
		[6, () => define(container, key, hostileValue(random))],
		[3, () => void delete container[key]],
		[2, () => define(container, random.pick(HOSTILE_NAMES), hostileValue(random))],
		[1, () => define(container, key, [container[key]])],
		[1, () => define(container, key, { [key]: container[key] })],
		[1, () => define(container, key, JSON.stringify(container[key]))],
	]);
	mutate();
}

/** A copy of a JSON object with one to four changes. */
export function mutated(value: object, random: Random): Record<string, unknown> {
	const copy = structuredClone(value) as Record<string, unknown>;
	const changes = 1 + random.integer(4);
	for (let change = 0; change < changes; change += 1) mutateOnce(copy, random);
	return copy;
}
