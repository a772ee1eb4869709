import type { INodeCredentialTestResult } from 'n8n-workflow';

import { defaultPolicy } from '../../mcp/client/access/access-policy';
import type { McpServerAccess, ServerInfo } from '../../mcp/client/access/mcp-server-access';
import { createMcpServerAccess } from '../../mcp/client/access/server-access';
import { McpClientError, type McpClientStep } from '../../mcp/client/client-error';
import type { CredentialFields, CredentialKind } from './authentication';
import { testPorts } from './access-ports';
import { toIdentity } from './authorization';
import { endpointsOf } from './credential-origins';
import { rowsOf, textOf } from './parameter-source';

/** The editor waits for the answer; nothing is tried twice. */
const TEST_POLICY = {
	...defaultPolicy,
	timeouts: { connectMs: 15_000, callMs: 15_000, totalMs: 30_000 },
	retry: { ...defaultPolicy.retry, attemptsMax: 1 },
};

/**
 * Connects with a credential (`initialize` or `server/discover`) and lists the tools, and says which
 * step failed. n8n gives a credential test no network policy, so unlike everywhere else it is not
 * asked here.
 */
export async function testClientCredential(
	kind: CredentialKind,
	credential: CredentialFields,
): Promise<INodeCredentialTestResult> {
	try {
		const ports = testPorts();
		const server = {
			primary: [],
			fallbacks: [],
			transport: 'auto' as const,
			known: { writes: [], reads: [] },
		};
		const endpoints = endpointsOf(server, credential);
		const identity = toIdentity(
			kind,
			credential,
			ports,
			async () => await Promise.resolve(undefined),
		);
		const access = createMcpServerAccess(
			{ endpoints, ...identity, policy: TEST_POLICY, answers: {} },
			ports,
		);
		return { status: 'OK', message: await describe(access) };
	} catch (error) {
		return { status: 'Error', message: explain(error) };
	}
}

/** A server without tools is a valid one: it may offer resources or prompts. */
async function describe(access: McpServerAccess): Promise<string> {
	const { value: info } = await access.serverInfo();
	const server = `Connected to ${nameOf(info)} (MCP ${info.protocolVersion})`;
	if (!info.capabilities.tools) return `${server}. It offers no tools.`;
	const { value: tools } = await access.listTools({ freshness: 'anew' });
	return `${server}. It offers ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}.`;
}

function nameOf({ title, name }: ServerInfo): string {
	return title ?? name ?? 'the server';
}

const STEPS: Partial<Record<McpClientStep, string>> = {
	connect: 'Step connect',
	authenticate: 'Step authenticate',
	negotiate: 'Step negotiate (initialize)',
	list: 'Connected, but step tools/list failed',
};

function explain(error: unknown): string {
	if (!(error instanceof McpClientError)) return String(error);
	return `${STEPS[error.step] ?? `Step ${error.step}`}: ${error.message}. ${error.hint}`;
}

/** The variables of a local command cannot be tried without it, only their names be checked. */
export function testEnvironment(credential: CredentialFields): INodeCredentialTestResult {
	const names = rowsOf(credential.variables, 'variable').map(({ name }) => textOf(name).trim());
	const wrong = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
	if (wrong !== undefined) {
		const message = `"${wrong}" is not a valid environment variable name. Use letters, digits and underscores.`;
		return { status: 'Error', message };
	}
	const message = `${names.length} variables. n8n uses them when the command runs.`;
	return { status: 'OK', message };
}
