import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';

/** An object without the members that are null: servers write null for what they leave out. */
export function withoutNulls(object: JsonObject): JsonObject {
	const entries = Object.entries(object);
	if (entries.every(([, value]) => value !== null)) return object;
	return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** `true` and `"true"`, `false` and `"false"`; nothing else says either. */
export function toBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : undefined;
}

export function textOrNone(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The members that are texts; the rest is not what it should be, and is left out. */
export function keepTexts<K extends string>(
	object: JsonObject,
	...names: readonly K[]
): Partial<Record<K, string>> {
	const texts = names.filter((name) => typeof object[name] === 'string');
	return Object.fromEntries(texts.map((name) => [name, object[name]])) as Partial<
		Record<K, string>
	>;
}

export function objectOrNone(value: unknown): JsonObject | undefined {
	return isJsonObject(value) ? value : undefined;
}
