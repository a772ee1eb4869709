import {
	auditOutput,
	toCatalogDeclaration,
} from '../../../../../src/n8n/server/catalog-declaration';
import {
	readTriggerParameters,
	type BranchParameter,
	type ContentParameters,
	type OptionParameters,
} from '../../../../../src/n8n/server/trigger-parameters';
import { PACKAGE_VERSION } from '../../../../../src/package-version';

interface Parameters {
	branch?: BranchParameter[];
	content?: ContentParameters;
	options?: OptionParameters & { serverName?: string; instructions?: string };
}

const read = ({ branch = [], content, options }: Parameters) => {
	const values: Record<string, unknown> = {
		branches: { branch },
		options: { ...options, content },
	};
	return readTriggerParameters({ getNodeParameter: (name, fallback) => values[name] ?? fallback });
};
const declare = (parameters: Parameters) => toCatalogDeclaration(read(parameters), 'My Trigger');

describe('what a trigger declares', () => {
	it('is named after the node and versioned like the package, unless it says otherwise', () => {
		const plain = declare({});
		expect(plain.info).toEqual({ name: 'My Trigger', version: PACKAGE_VERSION });
		expect(plain).not.toHaveProperty('instructions');
		const named = {
			options: { serverName: ' Acme ', instructions: ' Do ', serverVersion: '9' },
		};
		expect(declare(named)).toMatchObject({
			info: { name: 'Acme', version: '9' },
			instructions: 'Do',
		});
	});

	it('goes to the output of its branch, and branches that are off keep theirs', () => {
		const { tools, resources, templates, prompts, completionOutput } = declare({
			branch: [
				{ name: 'off', settings: { turnedOff: true } },
				{ name: ' a ', description: ' A ' },
				{ kind: 'resource', name: 'r', uri: ' a://b ' },
				{ kind: 'template', name: 't', uriTemplate: 'a://{b}' },
				{ kind: 'prompt', name: 'p' },
				{ kind: 'completion', name: 'c' },
				{ kind: 'audit', name: 'x' },
			],
		});
		expect(tools).toEqual([
			expect.objectContaining({
				place: { list: 'Branch', position: 1 },
				name: 'a',
				description: 'A',
				execution: 'call',
				target: { kind: 'output', output: 1 },
			}),
		]);
		expect(resources).toMatchObject([{ uri: 'a://b', source: { kind: 'flow', output: 2 } }]);
		expect(templates).toMatchObject([{ source: { kind: 'flow', output: 3 }, completions: {} }]);
		expect(prompts).toMatchObject([{ name: 'p', source: { kind: 'flow', output: 4 } }]);
		expect(completionOutput).toBe(5);
	});

	it('sends audit records to the first audit branch that is on', () => {
		const audit = (turnedOff?: boolean): BranchParameter => ({
			kind: 'audit',
			settings: { turnedOff },
		});
		expect(auditOutput(read({ branch: [{}, audit(true), audit(), audit(false)] }))).toBe(2);
		expect(auditOutput(read({ branch: [{}] }))).toBeUndefined();
	});

	it('shows people the title of a branch and of static content', () => {
		const settings = { title: ' For people ' };
		const { tools, resources, prompts } = declare({
			branch: [
				{ name: 'a', settings },
				{ kind: 'resource', name: 'b', settings },
				{ kind: 'prompt', name: 'c', settings },
			],
			content: { resource: [{ name: 'd', settings }], prompt: [{ name: 'e', settings }] },
		});
		const titles = [...tools, ...resources, ...prompts].map(({ title }) => title);
		expect(titles).toEqual(Array(5).fill('For people'));
	});

	it('has the settings of a tool', () => {
		const [tool] = declare({
			branch: [
				{
					name: 'a',
					fields: {
						field: [{ name: ' size ', allowedValues: 'small, large', required: true }, {}],
					},
					settings: {
						outputSchema: ' ',
						annotations: ['readOnly'],
						iconUrl: ' https://a.example/i.png ',
						requiredScope: ' crm ',
						execution: 'task',
						timeout: 2.5,
						resultFields: 'a, b,,',
					},
				},
			],
		}).tools;
		expect(tool).toMatchObject({
			input: {
				kind: 'fields',
				fields: [
					{ name: 'size', type: 'string', required: true, allowedValues: ['small', 'large'] },
					{ name: '', required: false, allowedValues: [] },
				],
			},
			annotations: {
				readOnlyHint: true,
				destructiveHint: false,
				idempotentHint: false,
				openWorldHint: false,
			},
			iconUrl: 'https://a.example/i.png',
			requiredScope: 'crm',
			execution: 'task',
			timeoutMs: 2500,
			resultFields: ['a', 'b'],
		});
		expect(tool).not.toHaveProperty('outputSchema');
	});

	it('has static resources: text, JSON and base64, with their settings', () => {
		const settings = {
			size: 5,
			audience: ['user' as const],
			priority: 0,
			ttl: 0,
			cacheScope: 'public' as const,
		};
		const { resources } = declare({
			content: {
				resource: [
					{ name: 'a', uri: 'a://a', text: 'x', settings },
					{ name: 'b', uri: 'a://b', format: 'json', text: { n: 1 } },
					{ name: 'c', uri: 'a://c', format: 'base64', text: 'AA\nAA' },
				],
			},
		});
		expect(resources).toMatchObject([
			{
				place: { list: 'Resource', position: 0 },
				size: 5,
				annotations: { audience: ['user'], priority: 0 },
				caching: { ttlMs: 0, cacheScope: 'public' },
				source: { content: { text: 'x' } },
			},
			{
				mimeType: 'application/json',
				caching: { ttlMs: 60_000, cacheScope: 'private' },
				source: { content: { text: '{"n":1}' } },
			},
			{ source: { content: { blob: 'AAAA' } } },
		]);
	});

	it('has static prompts with messages of every type', () => {
		const message = [
			{ text: 'Hi {who}' },
			{ role: 'assistant' as const, type: 'image' as const, data: 'AA AA', mimeType: 'image/png' },
			{ type: 'resource' as const, uri: 'a://b', text: 'x' },
		];
		const promptArguments = { argument: [{ name: 'who', values: 'Dana, Kim' }] };
		const { prompts } = declare({
			content: { prompt: [{ name: 'p', promptArguments, messages: { message } }] },
		});
		expect(prompts).toEqual([
			{
				place: { list: 'Prompt', position: 0 },
				name: 'p',
				arguments: [{ name: 'who', required: false, values: ['Dana', 'Kim'] }],
				source: {
					kind: 'static',
					content: [
						{ role: 'user', content: { type: 'text', text: 'Hi {who}' } },
						{ role: 'assistant', content: { type: 'image', data: 'AAAA', mimeType: 'image/png' } },
						{ role: 'user', content: { type: 'resource', resource: { uri: 'a://b', text: 'x' } } },
					],
				},
			},
		]);
	});
});
