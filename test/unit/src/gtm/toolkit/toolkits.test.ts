import { encode } from 'gpt-tokenizer';

import { compileArgumentValidator } from '../../../../../src/mcp/schema/argument-validator';
import {
	type OfferedTool,
	canDo,
	isWriting,
	offeredTools,
	operationNamed,
	scopesOf,
} from '../../../../../src/gtm/toolkit/offered-tool';
import { toolSchemaOf } from '../../../../../src/gtm/toolkit/tool-schema';
import type { OfferedSystem } from '../../../../../src/gtm/toolkit/offered-system';
import { severalVendors } from '../../../../../src/gtm/toolkit/several-vendors';
import { type ServerKind, toolkits } from '../../../../../src/gtm/toolkit/toolkits';
import { describeTool } from '../../../../../src/n8n/toolkit/describe-tool';
import { vendors } from '../../../../../src/gtm/vendors/registry';

const KINDS = Object.keys(toolkits) as ServerKind[];

/** The vendors of a kind; all of them as one for a waterfall. */
function systemsOf(kind: ServerKind): readonly OfferedSystem[] {
	return kind === 'waterfall' ? [severalVendors(vendors.enrichment)] : vendors[kind];
}

const servers = KINDS.flatMap((kind) =>
	systemsOf(kind).map((system) => ({ kind, system, name: system.profile.name })),
);

/** As `tools/list` says it. */
function listing(offered: OfferedTool) {
	const { requiredScope: _, ...said } = describeTool(offered, { prefix: '' });
	return said;
}

describe.each(servers)('the ready $kind server of $name', ({ kind, system }) => {
	const all = offeredTools(kind, system);
	const byDefault = all.filter(({ tool }) => tool.byDefault);

	it('has 12 tools and 3,000 tokens of definitions at most', () => {
		const tokens = encode(JSON.stringify(byDefault.map(listing))).length;
		process.stdout.write(
			`${kind} ${system.profile.id}: ${byDefault.length} tools, ${tokens} tokens\n`,
		);
		expect(byDefault.length).toBeGreaterThan(0);
		expect(byDefault.length).toBeLessThanOrEqual(12);
		expect(tokens).toBeLessThanOrEqual(3_000);
	});

	it('says of each tool what it takes, in schemas that clients can check', () => {
		for (const offered of all) {
			const schema = toolSchemaOf(offered);
			expect(() => compileArgumentValidator(schema as never)).not.toThrow();
			const { properties, required } = schema as { properties: object; required: string[] };
			expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
		}
	});

	it('calls no tool read-only that writes or spends, and none repeatable that is not', () => {
		for (const offered of all) {
			const { annotations } = describeTool(offered, { prefix: '' });
			const effects = [...offered.operations.values()].map(({ effect }) => effect);
			const changes = isWriting(offered) || effects.some((effect) => effect !== 'reads');
			expect(annotations?.readOnlyHint).toBe(!changes);
			expect(annotations?.idempotentHint).toBe(!effects.includes('once'));
		}
	});

	it('offers only what the vendor can do', () => {
		for (const { operations } of all) {
			for (const operation of operations.values()) expect(canDo(system, operation)).toBe(true);
		}
	});

	it('needs a scope of its family for each tool', () => {
		const family = kind === 'waterfall' ? 'enrichment' : kind;
		for (const offered of all) {
			expect(scopesOf(offered)).not.toEqual([]);
			for (const scope of scopesOf(offered)) expect(scope.startsWith(`${family}.`)).toBe(true);
		}
	});
});

describe.each(KINDS)('the %s toolkit', (kind) => {
	const { tools, resources, prompts } = toolkits[kind];
	const named = (operations: (typeof tools)[number]['operations']) =>
		typeof operations === 'string' ? [operations] : Object.values(operations);

	it('offers nothing as resource alone', () => {
		const byTools = tools.flatMap(({ operations }) => named(operations));
		for (const { operation, completion } of resources) {
			expect(byTools).toContain(operation);
			if (completion) expect(byTools).toContain(completion.operation);
		}
	});

	it('reads by address only, and takes the variables for members of the input', () => {
		for (const { operation, path, with: rest, inputFor } of resources) {
			const { effect, price, input } = operationNamed(kind, operation);
			expect(effect === 'reads' || price === 'credits').toBe(true);
			const variables = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
			const example: Record<string, string> = { email: 'a@acme.com', domain: 'acme.com' };
			const values = variables.map((name) => [name, example[name] ?? 'x']);
			const given = Object.fromEntries(values) as Record<string, string>;
			const whole = { ...rest, ...(inputFor?.(given) ?? given) };
			expect(input.safeParse(whole).error).toBeUndefined();
		}
	});

	it('names in its prompts tools that it has, and its arguments', () => {
		for (const { text, arguments: args } of prompts) {
			const mentioned = [...text.matchAll(/<(\w+)>/g)].map((match) => match[1]);
			expect(mentioned.length).toBeGreaterThan(0);
			const names = tools.filter(({ byDefault }) => byDefault).map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(mentioned));
			for (const { name } of args) expect(text).toContain(`{${name}}`);
		}
	});
});

it('tools of all ready servers have names of their own, so that several make one server', () => {
	const kinds = KINDS.filter((kind) => kind !== 'waterfall');
	const names = kinds.flatMap((kind) => toolkits[kind].tools.map(({ name }) => name));
	expect(new Set(names).size).toBe(names.length);
});
