import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { withEditorAccess } from '../../../src/n8n/client/editor-access';
import {
	templateOf,
	toSearchResults,
	toolChoices,
	uriOf,
} from '../../../src/n8n/client/tool-search';

/** The tools of the server whose name, title or description contains the filter. */
export async function searchTools(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await withEditorAccess(this, async ({ access, preset }) => {
		const { value: tools } = await access.listTools();
		return { results: toSearchResults(toolChoices(tools, preset), filter) };
	});
}

export async function searchPrompts(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await withEditorAccess(this, async ({ access }) => {
		const { value: prompts } = await access.listPrompts();
		return { results: toSearchResults(prompts, filter) };
	});
}

export async function searchResources(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await withEditorAccess(this, async ({ access }) => {
		const { value: resources } = await access.listResources();
		return { results: toSearchResults(resources, filter, uriOf) };
	});
}

export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await withEditorAccess(this, async ({ access }) => {
		const { value: templates } = await access.listResourceTemplates();
		return { results: toSearchResults(templates, filter, templateOf) };
	});
}
