import type { INodeListSearchItems } from 'n8n-workflow';

import type { Tool } from '../../third-party/mcp-client';

/** The tools that contain the filter in their name, title or description, in the server's order. */
export function toSearchResults(tools: readonly Tool[], filter: string): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return tools
		.map((tool) => ({
			name: tool.title ?? tool.annotations?.title ?? tool.name,
			value: tool.name,
			description: tool.description,
		}))
		.filter((entry) => Object.values(entry).some((text) => text?.toLowerCase().includes(wanted)));
}
