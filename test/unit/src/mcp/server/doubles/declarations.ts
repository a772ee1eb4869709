import type { CatalogDeclaration } from '../../../../../../src/mcp/server/catalog/catalog';
import type { PromptDeclaration } from '../../../../../../src/mcp/server/catalog/prompts';
import type {
	ResourceDeclaration,
	TemplateDeclaration,
} from '../../../../../../src/mcp/server/catalog/resources';
import type { ToolDeclaration } from '../../../../../../src/mcp/server/catalog/tools';

const place = { list: 'Branch', position: 0 } as const;
const caching = { ttlMs: 5000, cacheScope: 'public' } as const;

export const declareTool = (changes: Partial<ToolDeclaration> = {}): ToolDeclaration => ({
	place,
	name: 'qualify',
	description: 'Scores a lead',
	input: {
		kind: 'schema',
		schema: {
			type: 'object',
			properties: { email: { type: 'string' }, limit: { type: 'integer', default: 5 } },
		},
	},
	execution: 'call',
	resultFields: [],
	target: { kind: 'output', output: 0 },
	...changes,
});

export const declareResource = (
	changes: Partial<ResourceDeclaration> = {},
): ResourceDeclaration => ({
	place,
	uri: 'crm://pricing',
	name: 'Pricing',
	mimeType: 'text/plain',
	caching,
	resultFields: [],
	source: { kind: 'static', content: { text: 'Ten a month' } },
	...changes,
});

export const declareTemplate = (
	changes: Partial<TemplateDeclaration> = {},
): TemplateDeclaration => ({
	place,
	uriTemplate: 'crm://lead/{id}',
	name: 'Lead',
	completions: { id: ['1', '10', '21'] },
	caching,
	resultFields: [],
	source: { kind: 'flow', output: 2 },
	...changes,
});

export const declarePrompt = (changes: Partial<PromptDeclaration> = {}): PromptDeclaration => ({
	place,
	name: 'greet',
	arguments: [{ name: 'who', required: true, values: ['Dana', 'Kim'] }],
	source: {
		kind: 'static',
		content: [{ role: 'user', content: { type: 'text', text: 'Greet {who}' } }],
	},
	...changes,
});

/** A server that has one of each. */
export const declareCatalog = (changes: Partial<CatalogDeclaration> = {}): CatalogDeclaration => ({
	info: { name: 'Acme GTM', version: '1.0.0' },
	instructions: 'Qualify first.',
	tools: [declareTool()],
	resources: [declareResource()],
	templates: [declareTemplate()],
	prompts: [declarePrompt()],
	...changes,
});
