import type { ListedTool, Scenario, ToolCall } from './scenario.ts';

interface PropertySchema {
	type?: unknown;
	default?: unknown;
}

const SAMPLES: Record<string, unknown> = {
	number: 5,
	integer: 5,
	boolean: true,
	array: [],
	object: {},
	string: 'x',
};

/** A value for every required argument, the schema's default where it has one. */
export function sampleArguments(schema: Record<string, unknown>): Record<string, unknown> {
	const { properties = {}, required = [] } = schema as {
		properties?: Record<string, PropertySchema>;
		required?: string[];
	};
	return Object.fromEntries(
		required.map((name) => {
			const { type, default: given } = properties[name] ?? {};
			return [name, given ?? SAMPLES[String(type)] ?? 'x'];
		}),
	);
}

/** A tool of the suite that wants the schema of the other, as this client got to see it. */
const ECHO = 'json_schema_echo';
const ECHOED = 'json_schema_2020_12_tool';

/** The calls that the scenario names, else one of every tool. */
export function callsOf({ context }: Scenario, tools: ListedTool[]): ToolCall[] {
	if (context.toolCalls) return context.toolCalls;
	const echoed = tools.find(({ name }) => name === ECHOED);
	return tools.map(({ name, inputSchema }) => {
		const sample = sampleArguments(inputSchema);
		if (name !== ECHO || !echoed) return { name, arguments: sample };
		return { name, arguments: { ...sample, schema: echoed.inputSchema } };
	});
}
