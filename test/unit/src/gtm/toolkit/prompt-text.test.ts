import { promptText } from '../../../../../src/gtm/toolkit/prompt-text';

const TEXT = 'Look. [[Ask <price> first. ]]Use <find>[[, then <news>]].';

it.each([
	[['find', 'price', 'news'], 'Look. Ask <price> first. Use <find>, then <news>.'],
	[['find', 'news'], 'Look. Use <find>, then <news>.'],
	[['find'], 'Look. Use <find>.'],
])('a prompt for a server with the tools %s leaves out what names others', (tools, text) => {
	expect(promptText(TEXT, tools)).toBe(text);
});

it('is not offered where a tool is missing that it cannot do without', () => {
	expect(promptText(TEXT, ['price', 'news'])).toBeUndefined();
});
