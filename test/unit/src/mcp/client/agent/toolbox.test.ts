import {
	type Offer,
	type ToolboxSettings,
	outageTool,
	toToolbox,
} from '../../../../../../src/mcp/client/agent/toolbox';

const tool = (name: string, readOnlyHint?: boolean) => ({
	name,
	description: `Does ${name}`,
	inputSchema: { type: 'object' as const, properties: { id: { type: 'string' } } },
	...(readOnlyHint !== undefined && { annotations: { readOnlyHint } }),
});

const offer: Offer = {
	tools: [tool('search_companies', true), tool('get_company', true), tool('create_contact')],
	resources: 'none',
	prompts: [],
};

const settings: ToolboxSettings = {
	prefix: '',
	selection: { mode: 'all' },
	effects: ['reads', 'writes'],
	known: { knownReads: [], knownWrites: [] },
	profile: 'standard',
	reader: 'json',
};

const namesOf = (changes: Partial<ToolboxSettings>, offered: Partial<Offer> = {}) =>
	toToolbox({ ...offer, ...offered }, { ...settings, ...changes }).map(({ name }) => name);

describe('a toolbox', () => {
	it('has all tools of a server, as the server describes them', () => {
		expect(toToolbox(offer, settings)[0]).toMatchObject({
			name: 'search_companies',
			description: 'Does search_companies',
			effect: 'reads',
			argumentNames: ['id'],
			target: { kind: 'tool', name: 'search_companies' },
		});
		expect(namesOf({})).toHaveLength(3);
	});

	it.each([
		[{ mode: 'selected', names: ['get_company'] }, ['get_company']],
		[{ mode: 'selected', names: ['*_compan*'] }, ['search_companies', 'get_company']],
		[{ mode: 'selected', names: [] }, []],
		[{ mode: 'except', names: ['*_compan*'] }, ['create_contact']],
		[{ mode: 'except', names: [] }, ['search_companies', 'get_company', 'create_contact']],
	] as const)('has those that are chosen: %j', (selection, names) => {
		expect(namesOf({ selection })).toEqual(names);
	});

	it('takes a tool that does not say that it only reads for one that writes', () => {
		expect(namesOf({ effects: ['reads'] })).toEqual(['search_companies', 'get_company']);
		expect(namesOf({ effects: ['writes'] })).toEqual(['create_contact']);
	});

	it('knows better than a server what its tools do', () => {
		const known = { knownReads: ['create_*'], knownWrites: ['get_company'] };
		expect(namesOf({ known, effects: ['writes'] })).toEqual(['get_company']);
	});

	it('puts the prefix before every name', () => {
		expect(namesOf({ prefix: 'crm' }, { resources: 'offered' })).toEqual([
			'crm_search_companies',
			'crm_get_company',
			'crm_create_contact',
			'crm_list_resources',
			'crm_read_resource',
		]);
	});

	it('leaves its name to a tool of the server that is called like one of ours', () => {
		const tools = [tool('read_resource')];
		const all = toToolbox({ ...offer, tools, resources: 'offered' }, settings);
		expect(all.map(({ name, target }) => [name, target.kind])).toEqual([
			['read_resource', 'tool'],
			['list_resources', 'listResources'],
		]);
	});

	it('has a tool that gets prompts, and names them with their arguments', () => {
		const prompts = [
			{
				name: 'qualify',
				description: 'Qualify a lead',
				arguments: [{ name: 'email', required: true }, { name: 'tone' }],
			},
		];
		const [prompt] = toToolbox({ ...offer, tools: [], prompts }, settings);
		expect(prompt?.description).toContain('qualify with email, tone (optional): Qualify a lead');
		expect(prompt?.input.schema).toMatchObject({
			properties: {
				name: { enum: ['qualify'] },
				arguments: { additionalProperties: { type: 'string' } },
			},
		});
	});

	it('tells the model of an outage by a tool that is named after its node', () => {
		const names = ['CRM', 'CRM1'].map((node) => outageTool(node, 'down').name);
		expect(names).toEqual(['CRM_unavailable', 'CRM1_unavailable']);
		expect(outageTool('CRM', 'refused').description).toMatch(/cannot be reached.*refused/);
	});
});
