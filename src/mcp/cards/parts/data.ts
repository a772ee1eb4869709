/** Data of a result. Hosts pass it on as they like, and sources write what they like: nothing is certain of it. */
export type Data = Readonly<Record<string, unknown>>;

export function isData(value: unknown): value is Data {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns an empty one if it is none */
export function dataIn(value: unknown, name?: string): Data {
	const found = name === undefined ? value : isData(value) ? value[name] : undefined;
	return isData(found) ? found : {};
}

/** @returns the objects of a list, none if it is no list */
export function listIn(value: unknown, name: string): Data[] {
	const found = isData(value) ? value[name] : undefined;
	return Array.isArray(found) ? (found as unknown[]).filter(isData) : [];
}

/** @returns the texts of a list, none if it is no list */
export function textsIn(value: unknown, name: string): string[] {
	const found = isData(value) ? value[name] : undefined;
	const all = Array.isArray(found) ? (found as unknown[]) : [];
	return all.filter((each): each is string => typeof each === 'string');
}

/** @returns an empty text if there is none */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
