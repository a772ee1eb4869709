import { findPreset } from '../../../../../src/gtm/presets/preset-table';
import { toSearchResults, toolChoices } from '../../../../../src/n8n/client/tool-search';

const tool = (name: string, more: object = {}) => ({
	name,
	inputSchema: { type: 'object' as const },
	...more,
});

it('shows what a tool is called by, the title of its annotations included', () => {
	const tools = [
		tool('a', { title: 'Alpha' }),
		tool('b', { annotations: { title: 'Beta' } }),
		tool('c'),
	];
	expect(toSearchResults(toolChoices(tools), '').map(({ name }) => name)).toEqual([
		'Alpha',
		'Beta',
		'c',
	]);
});

it('says which tools of a vendor cost credits, and finds them by that', () => {
	const tools = [tool('enrich_contacts', { description: 'Finds mails' }), tool('search_contacts')];
	const choices = toolChoices(tools, findPreset('zoominfo'));
	expect(toSearchResults(choices, 'credits')).toEqual([
		{
			name: 'enrich_contacts',
			value: 'enrich_contacts',
			description: 'Costs credits. Finds mails',
		},
	]);
});
