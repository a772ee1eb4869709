import { BoundedMap } from '../../base/bounded-map';

/** Servers that are remembered: more than one n8n publishes. */
const MOST_SERVERS = 500;

interface Made<Value> {
	from: readonly unknown[];
	value: Value;
}

/**
 * What was made for each server, for as long as it would be made of the same. A publication never
 * changes, so what its parameters describe is made once for it, and not for every request.
 */
export class MemoizedByServer<Value> {
	private readonly made = new BoundedMap<string, Made<Value>>(MOST_SERVERS);

	/** @param from all that the value is made of: the same texts and objects make the same */
	get(server: string, from: readonly unknown[], make: () => Value): Value {
		const known = this.made.get(server);
		if (known && isSame(known.from, from)) return known.value;
		const value = make();
		this.made.set(server, { from, value });
		return value;
	}
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((part, at) => Object.is(part, other[at]));
}
