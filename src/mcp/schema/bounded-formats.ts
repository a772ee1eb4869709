import { spend } from './work-budget';
import { addFormats, type Ajv, type Format } from '../../third-party/ajv';

/** Longer texts are of no format: addresses, dates and names are short. In characters. */
const LONGEST = 8_192;
/** In place of formats that the library checks in more than linear time, or that are whole contents. */
const OWN: Record<string, Format> = {
	url: (text: string) =>
		text.length <= LONGEST && /^(?:https?|ftp):\/\/\S+$/i.test(text) && URL.canParse(text),
	byte: (text: string) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text),
	binary: true,
	password: true,
};

/** Adds the formats of JSON Schema and OpenAPI, each with a bound on what it looks at. */
export function addBoundedFormats(ajv: Ajv): void {
	addFormats(ajv);
	for (const [name, format] of Object.entries(ajv.formats)) {
		const bounded = OWN[name] ?? toBounded(format);
		if (bounded !== undefined) ajv.addFormat(name, bounded);
	}
}

/** @returns undefined for formats of numbers, which cost nothing */
function toBounded(format: Ajv['formats'][string]): Format | undefined {
	const check = toCheck(format);
	return check && ((text: string) => isWithin(text) && check(text));
}

function isWithin(text: string): boolean {
	spend(1 + (text.length >> 4));
	return text.length <= LONGEST;
}

function toCheck(format: Ajv['formats'][string]): ((text: string) => boolean) | undefined {
	if (format instanceof RegExp) return (text) => format.test(text);
	if (typeof format === 'function') return format;
	if (typeof format !== 'object' || !('validate' in format) || format.type === 'number') {
		return undefined;
	}
	return toCheck(format.validate as Ajv['formats'][string]);
}
