import {
	callsOf,
	sampleArguments,
} from '../../../../scripts/conformance-client/program/sample-arguments';

const scenario = { name: 'x', url: new URL('http://127.0.0.1/mcp'), context: {} };

describe('the calls of a scenario', () => {
	it('give every required argument a value of its type, the default first', () => {
		const schema = {
			properties: { a: { type: 'number' }, b: { type: 'string', default: 'b' }, c: {} },
			required: ['a', 'b'],
		};
		expect(sampleArguments(schema)).toEqual({ a: 5, b: 'b' });
	});

	it('are one of each tool, or those that the suite names', () => {
		const tools = [{ name: 'one', inputSchema: {} }];
		expect(callsOf(scenario, tools)).toEqual([{ name: 'one', arguments: {} }]);
		const toolCalls = [{ name: 'two', arguments: { x: 1 } }];
		expect(callsOf({ ...scenario, context: { toolCalls } }, tools)).toBe(toolCalls);
	});

	it('echo the schema that the client got to see', () => {
		const inputSchema = { type: 'object', $defs: { a: { type: 'string' } } };
		const calls = callsOf(scenario, [
			{ name: 'json_schema_2020_12_tool', inputSchema },
			{ name: 'json_schema_echo', inputSchema: {} },
		]);
		expect(calls[1]).toEqual({ name: 'json_schema_echo', arguments: { schema: inputSchema } });
	});
});
