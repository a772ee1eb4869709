import type { INodeListSearchItems } from 'n8n-workflow';

import type { McpServerPreset } from '../../gtm/presets/preset';
import { costsCredits } from '../../gtm/presets/preset-table';
import type { Resource, ResourceTemplate, Tool } from '../../third-party/mcp-client';

/** Something that a server lists and the editor lets choose. */
export interface Choosable {
	name: string;
	title?: string;
	description?: string;
}

/** The entries that contain the filter in name, title or description, in the server's order. */
export function toSearchResults<T extends Choosable>(
	entries: readonly T[],
	filter: string,
	valueOf: (entry: T) => string = ({ name }) => name,
): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return entries
		.map((entry) => ({
			name: entry.title ?? entry.name,
			value: valueOf(entry),
			description: entry.description,
		}))
		.filter((entry) => Object.values(entry).some((text) => text?.toLowerCase().includes(wanted)));
}

/** Tools with what the preset knows of them: whether a call costs credits. */
export function toolChoices(tools: readonly Tool[], preset?: McpServerPreset): Choosable[] {
	return tools.map((tool) => {
		const cost = preset && costsCredits(preset, tool.name) ? 'Costs credits. ' : '';
		return {
			name: tool.name,
			title: tool.title ?? tool.annotations?.title,
			description: `${cost}${tool.description ?? ''}` || undefined,
		};
	});
}

export const uriOf = ({ uri }: Pick<Resource, 'uri'>): string => uri;

export const templateOf = ({ uriTemplate }: Pick<ResourceTemplate, 'uriTemplate'>): string =>
	uriTemplate;
