import type { ParameterSource } from '../../../../../src/n8n/client/parameter-source';
import { readToolArguments } from '../../../../../src/n8n/client/tool-arguments';

const tool = {
	name: 'enrich',
	inputSchema: {
		type: 'object' as const,
		properties: {
			domain: { type: 'string' },
			fresh: { type: 'boolean' },
			owner: { type: ['string', 'null'] },
			'a/b': { type: 'number' },
		},
		required: ['domain'],
	},
};

/** What the node's parameters are when the arguments are given as JSON. */
function entered(json: unknown): ParameterSource {
	const values: Record<string, unknown> = { inputMode: 'json', json };
	return {
		get: (name: string, fallback: unknown) => values[name] ?? fallback,
	} as ParameterSource;
}

describe('an argument that is null', () => {
	it('is left out where the tool takes no null and does not need it', () => {
		const source = entered({ domain: 'n8n.io', fresh: null, 'a/b': null });
		expect(readToolArguments(source, tool)).toEqual({ domain: 'n8n.io' });
	});

	it('is sent where the tool takes null', () => {
		const source = entered({ domain: 'n8n.io', owner: null });
		expect(readToolArguments(source, tool)).toEqual({ domain: 'n8n.io', owner: null });
	});

	it('is an error that names it where the tool needs it', () => {
		const source = entered({ domain: null });
		expect(() => readToolArguments(source, tool)).toThrow('"domain" must be string');
	});

	it('is sent as it is to a tool that nobody knows', () => {
		expect(readToolArguments(entered({ x: null }), undefined)).toEqual({ x: null });
	});
});
