const TOOL = /<(\w+)>/g;
const OPTIONAL = /\[\[(.*?)\]\]/gs;

/**
 * The text of a prompt for a server with some tools: `<tool>` names one, and `[[…]]` is left out where a
 * tool in it is not offered.
 *
 * @returns undefined if a tool is missing that the prompt cannot do without
 */
export function promptText(text: string, tools: readonly string[]): string | undefined {
	const hasAll = (part: string) =>
		[...part.matchAll(TOOL)].every(([, name = '']) => tools.includes(name));
	const fitting = text.replace(OPTIONAL, (_, part: string) => (hasAll(part) ? part : ''));
	return hasAll(fitting) ? fitting : undefined;
}
