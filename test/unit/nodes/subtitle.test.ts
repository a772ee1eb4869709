import { subtitleOf } from '../../../nodes/GtmMcpClient/subtitle';

it.each([
	[
		{ operation: 'callTool', tool: { value: 'find', cachedResultName: 'Find a contact' } },
		'Find a contact',
	],
	[{ operation: 'callTool', tool: { value: 'find' } }, 'find'],
	[{ operation: 'callTool', tool: { value: '' } }, 'call tool'],
	[{ operation: 'listResourceTemplates' }, 'list resource templates'],
	[{}, 'call tool'],
])('on the canvas %j reads "%s"', (parameters, text) => {
	expect(subtitleOf(parameters)).toBe(text);
});
