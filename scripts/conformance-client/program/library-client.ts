import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Policy from '../../../src/mcp/client/access/access-policy.ts';
import type { AccessPorts } from '../../../src/mcp/client/access/access-ports.ts';
import type * as Access from '../../../src/mcp/client/access/server-access.ts';
import type * as ClientError from '../../../src/mcp/client/client-error.ts';
import type * as OAuth from '../../../src/mcp/client/credentials/oauth-authorization.ts';
import { InMemoryProvider } from './in-memory-provider.ts';
import { callsOf } from './sample-arguments.ts';
import type { Scenario } from './scenario.ts';

/** The library as it is published with the node: from dist/. */
function loadLibrary() {
	const require = createRequire(join(process.cwd(), 'package.json'));
	const load = (path: string): unknown => require(`./dist/src/mcp/client/${path}.js`);
	return {
		...(load('access/access-policy') as typeof Policy),
		...(load('access/server-access') as typeof Access),
		...(load('client-error') as typeof ClientError),
		...(load('credentials/oauth-authorization') as typeof OAuth),
	};
}

const ports: AccessPorts = {
	egress: { assertAllowed: async () => await Promise.resolve() },
};

/** Milliseconds. The suite starts all scenarios at once, which a small machine takes its time for. */
const PATIENT = { connectMs: 60_000, callMs: 60_000, totalMs: 80_000 };

/**
 * Runs a scenario with the client library alone and a user who always agrees. Where the suite wants
 * the client to refuse, the exit code tells.
 */
export async function runWithLibrary(scenario: Scenario): Promise<number> {
	const library = loadLibrary();
	const provider = new InMemoryProvider(scenario.context);
	const access = library.createMcpServerAccess(
		{
			endpoints: [{ kind: 'http', url: scenario.url }],
			principal: 'conformance',
			authorization: library.createOAuthAuthorization(provider, ports, () =>
				provider.receiveCode(),
			),
			policy: { ...library.defaultPolicy, timeouts: PATIENT },
			answers: {},
		},
		ports,
	);
	const { value: tools } = await access.listTools();
	let code = 0;
	for (const call of callsOf(scenario, tools)) {
		try {
			await access.callTool(call.name, call.arguments ?? {});
		} catch (error) {
			if (!(error instanceof library.McpClientError)) throw error;
			console.error(`${call.name}: ${error.message}`);
			code = 1;
		}
	}
	return code;
}
