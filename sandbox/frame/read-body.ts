/** What a body says, by its content type; a JSON type with no JSON in it is malformed. */
export function readBody(
	text: string,
	contentType: string,
): { body: unknown; bodyIs: 'malformed' | 'read' } {
	if (text === '') return { body: undefined, bodyIs: 'read' };
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
		return { body: Object.fromEntries(new URLSearchParams(text)), bodyIs: 'read' };
	}
	if (!/[/+]json\b/i.test(contentType)) return { body: text, bodyIs: 'read' };
	try {
		return { body: JSON.parse(text) as unknown, bodyIs: 'read' };
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return { body: undefined, bodyIs: 'malformed' };
	}
}
