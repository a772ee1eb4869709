import { openStore } from '../../../../../../src/base/database/open-store';
import type { Store } from '../../../../../../src/base/database/database';
import { DEFAULT_POLICY } from '../../../../../../src/context/check-action/policy';
import type { ContextGraph } from '../../../../../../src/context/context-graph';
import { createRules } from '../../../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../../../src/context/open-context-graph';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';
import { withProviders } from '../../../../../../src/mcp/server/provider/declarations';
import type { Principal } from '../../../../../../src/mcp/server/principal';
import { createContextProvider } from '../../../../../../src/n8n/server/context-provider/context-provider';
import type { ContextSettings } from '../../../../../../src/n8n/server/context-provider/context-settings';
import { declareCatalog } from '../../../mcp/server/doubles/declarations';
import { modern } from '../../../mcp/server/doubles/messages';
import { TestServer } from '../../../mcp/server/doubles/test-server';

const NOW = Date.parse('2026-11-30T09:00:00.000Z');

export const DANA: Principal = { kind: 'apiKey', label: 'Dana' };

const GRAPH_PORTS = {
	now: () => NOW,
	rules: createRules(() => 'crm'),
	policy: DEFAULT_POLICY,
	secret: 'a secret of the tests',
};

/** A server of a graph that the test fills. */
export interface ContextServer {
	graph: ContextGraph;
	store: Store;
	server: TestServer;
	/** Looks for changes now, as the timer does. */
	look(): Promise<void>;
	ask(method: string, params?: JsonObject, principal?: Principal): Promise<JsonObject>;
	/** The error of a request, or the text of a tool that failed. */
	refusal(method: string, params?: JsonObject, principal?: Principal): Promise<string>;
	call(name: string, values: JsonObject, principal?: Principal): Promise<JsonObject>;
}

export async function openContextServer(
	settings: Partial<ContextSettings> = {},
): Promise<ContextServer> {
	const store = await openStore({ sqlite: ':memory:' });
	const graph = await openContextGraph(store, GRAPH_PORTS);
	const looks: Array<() => void> = [];
	const reported: unknown[] = [];
	const provider = createContextProvider(
		{ writes: true, upTo: 'private', ...settings },
		{
			graph: async () => await Promise.resolve(graph),
			now: () => NOW,
			readCard: async (name) => await Promise.resolve(`<p>${name}</p>`),
			repeat: (_, task) => {
				looks.push(task);
				return () => looks.splice(looks.indexOf(task), 1);
			},
			report: (error) => reported.push(error),
		},
	);
	const bare = declareCatalog({ tools: [], resources: [], templates: [], prompts: [] });
	const server = new TestServer(withProviders(bare, [provider]));
	const send = async (method: string, params: JsonObject, principal: Principal) => {
		const response = await server.send(modern(method, params), principal);
		if (!response.writableEnded) await new Promise<void>((done) => response.on('close', done));
		if (server.reported.length > 0) throw server.reported[0] as Error;
		return response;
	};
	const ask: ContextServer['ask'] = async (method, params = {}, principal = DANA) =>
		(await send(method, params, principal)).result;
	return {
		graph,
		store,
		server,
		async look() {
			for (const task of looks) task();
			await graph.statistics();
			await new Promise(setImmediate);
			if (reported.length > 0) throw reported[0] as Error;
		},
		ask,
		async refusal(method, params = {}, principal = DANA) {
			const { answer } = await send(method, params, principal);
			if (answer.error) return answer.error.message;
			const [block] = (answer.result?.content ?? []) as Array<{ text: string }>;
			if (answer.result?.isError !== true) throw new Error('It was not refused');
			return block?.text ?? '';
		},
		async call(name, values, principal = DANA) {
			const result = await ask('tools/call', { name, arguments: values }, principal);
			if (result.isError) throw new Error(JSON.stringify(result.content));
			return result.structuredContent as JsonObject;
		},
	};
}
