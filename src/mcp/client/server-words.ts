import { isJsonObject } from '../protocol/json-rpc';

/** Where servers put what they have to say, most telling first. */
const MEMBERS = [
	'error_description',
	'message',
	'detail',
	'details',
	'msg',
	'reason',
	'description',
	'title',
	'error',
	'errors',
];

/**
 * What the body of a response says, in the server's own words: out of JSON what is meant for people,
 * of a web page its title, any other text as it is. Not redacted and not cut yet.
 */
export function serverWords(body: string): string {
	const text = body.trim();
	if (text.startsWith('<')) return titleOf(text);
	if (!/^[[{"]/.test(text)) return text;
	return wordsIn(parse(text)) ?? text;
}

function wordsIn(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() || undefined;
	if (Array.isArray(value)) {
		const words = value.map(wordsIn).filter((each) => each !== undefined);
		return words.length > 0 ? words.join('; ') : undefined;
	}
	if (!isJsonObject(value)) return undefined;
	return MEMBERS.map((name) => wordsIn(value[name])).find((words) => words !== undefined);
}

function titleOf(page: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1] ?? '';
	return title.replace(/\s+/g, ' ').trim();
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // A body that was cut, or that only begins like JSON.
	}
}
