import {
	declareCatalog,
	declarePrompt,
	declareResource,
	declareTemplate,
	declareTool,
} from '../doubles/declarations';
import {
	createCatalog,
	listDigests,
	type CatalogDeclaration,
} from '../../../../../../src/mcp/server/catalog/catalog';
import { DeclarationError } from '../../../../../../src/mcp/server/catalog/declaration-error';

const place = { list: 'Resource', position: 3 } as const;
const argument = { name: 'a', required: false, values: [] };

describe('a catalog', () => {
	it.each<[string, Partial<CatalogDeclaration>, string]>([
		['a URI has no scheme', { resources: [declareResource({ place, uri: 'pricing' })] }, 'URI'],
		['a URI is used twice', { resources: [declareResource(), declareResource({ place })] }, 'URI'],
		['a resource has no name', { resources: [declareResource({ place, name: '' })] }, 'Name'],
		[
			'a blob is no base64',
			{
				resources: [declareResource({ place, source: { kind: 'static', content: { blob: 'é' } } })],
			},
			'Content',
		],
		['a template has no name', { templates: [declareTemplate({ place, name: '' })] }, 'Name'],
		[
			'a template has no variable',
			{ templates: [declareTemplate({ place, uriTemplate: 'crm://x', completions: {} })] },
			'URI Template',
		],
		[
			'values are offered for an unknown variable',
			{ templates: [declareTemplate({ place, completions: { other: ['x'] } })] },
			'Completions',
		],
		['a prompt has a wrong name', { prompts: [declarePrompt({ place, name: 'a b' })] }, 'Name'],
		['a prompt is there twice', { prompts: [declarePrompt(), declarePrompt({ place })] }, 'Name'],
		[
			'an argument is there twice',
			{ prompts: [declarePrompt({ place, arguments: [argument, argument] })] },
			'Arguments',
		],
		[
			'a prompt has no messages',
			{ prompts: [declarePrompt({ place, source: { kind: 'static', content: [] } })] },
			'Messages',
		],
	])('is refused, with the place, if %s', (_, changes, field) => {
		const create = () => createCatalog(declareCatalog(changes));
		expect(create).toThrow(DeclarationError);
		expect(create).toThrow(expect.objectContaining({ ...place, field }));
	});

	it('lists resources and prompts with what is known of them, and nothing else', () => {
		const catalog = createCatalog(
			declareCatalog({
				resources: [
					declareResource({ title: 'T', description: 'D', size: 0, annotations: { priority: 1 } }),
				],
				prompts: [declarePrompt({ title: 'T', description: 'D' })],
			}),
		);
		expect([...catalog.resources.values()].map(({ listing }) => listing)).toEqual([
			{
				uri: 'crm://pricing',
				name: 'Pricing',
				title: 'T',
				description: 'D',
				mimeType: 'text/plain',
				size: 0,
				annotations: { priority: 1 },
			},
		]);
		expect([...catalog.prompts.values()].map(({ listing }) => listing)).toEqual([
			{ name: 'greet', title: 'T', description: 'D', arguments: [{ name: 'who', required: true }] },
		]);
	});

	it('has a digest a list, which changes with that list only', () => {
		const digests = (changes: Partial<CatalogDeclaration>) =>
			listDigests(createCatalog(declareCatalog(changes)));
		const before = digests({});
		expect(digests({ instructions: 'other' })).toEqual(before);
		const tools = digests({ tools: [declareTool({ title: 'New' })] });
		expect({ ...tools, tools: '' }).toEqual({ ...before, tools: '' });
		expect(tools.tools).not.toBe(before.tools);
		const templates = digests({ templates: [] });
		expect(templates.resources).not.toBe(before.resources);
		expect(digests({ prompts: [] }).prompts).not.toBe(before.prompts);
	});
});
