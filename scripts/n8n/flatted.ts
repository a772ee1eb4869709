/**
 * Decodes the `flatted` format, in which n8n stores execution data: a JSON array of values where
 * every string inside an object or array is the index of the value meant. Throws SyntaxError when
 * the text is not JSON.
 */
export function parseFlatted(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const revived = new Map<number, unknown>();

	function revive(index: number): unknown {
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		if (revived.has(index)) return revived.get(index);
		const target: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		revived.set(index, target);
		for (const [key, entry] of Object.entries(value)) {
			const resolved: unknown = typeof entry === 'string' ? revive(Number(entry)) : entry;
			Object.defineProperty(target, key, {
				value: resolved,
				enumerable: true,
				writable: true,
				configurable: true,
			});
		}
		return target;
	}

	return revive(0);
}
