/** A field that takes text or JSON: text that is an object or a list is sent as such. */
export function readLogData(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value; // a sentence may begin with a bracket
	}
}
