import type * as Authentication from '../../../../src/mcp/server/access/authentication';
import type * as IssuerKeys from '../../../../src/mcp/server/access/issuer-keys';
import type * as Tokens from '../../../../src/mcp/server/access/token-verifier';
import type * as Protocol from '../../../../src/mcp/protocol/protocol-error';
import type * as ClientErrors from '../../../../src/mcp/client/client-error';
import type * as ServerAccess from '../../../../src/mcp/client/access/server-access';
import type * as Policy from '../../../../src/mcp/client/access/access-policy';
import type * as Runtime from '../../../../src/mcp/client/runtime';
import type * as Traffic from '../../../../src/gtm/http/vendor-traffic';
import type * as VendorClients from '../../../../src/gtm/http/create-vendor-client';
import type * as VendorErrors from '../../../../src/gtm/http/vendor-error';
import { systemClock } from '../../../../src/base/clock';
import { type FaultPeer, startFaultPeer } from '../../../peers/fault-peer/fault-peer';
import { first, status } from '../../../peers/fault-peer/faults';
import { READ_TOOL } from '../../../peers/fault-peer/tools';
import { PROFILE, READ } from '../gtm/http/vendor-client-setup';

// An update of the package while n8n runs: what the copy before made lives on, and the copy that was
// loaded after works with it.

interface Copy {
	authentication: typeof Authentication;
	issuerKeys: typeof IssuerKeys;
	tokens: typeof Tokens;
	protocol: typeof Protocol;
	clientErrors: typeof ClientErrors;
	serverAccess: typeof ServerAccess;
	policy: typeof Policy;
	runtime: typeof Runtime;
	traffic: typeof Traffic;
	vendorClients: typeof VendorClients;
	vendorErrors: typeof VendorErrors;
}

async function loadCopy(): Promise<Copy> {
	let copy: Copy | undefined;
	await jest.isolateModulesAsync(async () => {
		copy = {
			authentication: await import('../../../../src/mcp/server/access/authentication.ts'),
			issuerKeys: await import('../../../../src/mcp/server/access/issuer-keys.ts'),
			tokens: await import('../../../../src/mcp/server/access/token-verifier.ts'),
			protocol: await import('../../../../src/mcp/protocol/protocol-error.ts'),
			clientErrors: await import('../../../../src/mcp/client/client-error.ts'),
			serverAccess: await import('../../../../src/mcp/client/access/server-access.ts'),
			policy: await import('../../../../src/mcp/client/access/access-policy.ts'),
			runtime: await import('../../../../src/mcp/client/runtime.ts'),
			traffic: await import('../../../../src/gtm/http/vendor-traffic.ts'),
			vendorClients: await import('../../../../src/gtm/http/create-vendor-client.ts'),
			vendorErrors: await import('../../../../src/gtm/http/vendor-error.ts'),
		};
	});
	if (!copy) throw new Error('nothing was loaded');
	return copy;
}

let before: Copy;
let after: Copy;

beforeAll(async () => {
	[before, after] = [await loadCopy(), await loadCopy()];
});

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
	return await work.then(
		() => undefined,
		(error: unknown) => error,
	);
}

it('are two copies indeed', () => {
	expect(before.clientErrors.McpClientError).not.toBe(after.clientErrors.McpClientError);
});

describe('a token that the verifier of the copy before', () => {
	const settings: Tokens.JwtSettings = {
		issuer: 'https://issuer.test',
		audiences: ['crm'],
		algorithms: ['ES256'],
		clockToleranceSeconds: 0,
	};

	async function refusalBy(tokens: Tokens.TokenVerifier): Promise<unknown> {
		const headers = { authorization: 'Bearer no-token' };
		const { authenticate } = after.authentication;
		return await thrownBy(
			authenticate(headers, { kind: 'jwt', settings }, { now: () => Date.now(), tokens }, {}),
		);
	}

	it('rejects is answered with 401, and how to authenticate', async () => {
		const refusal = await refusalBy(
			before.tokens.createTokenVerifier({
				fetch: async () => await Promise.reject(new Error('no network')),
				now: () => Date.now(),
			}),
		);
		expect(refusal).toBeInstanceOf(after.protocol.ProtocolError);
		expect(refusal).toMatchObject({
			httpStatus: 401,
			challenge: expect.stringContaining('Bearer'),
		});
	});

	it('has no keys for is answered with 503', async () => {
		const { IssuerUnavailable } = before.issuerKeys;
		const refusal = await refusalBy({
			verify: async () => await Promise.reject(new IssuerUnavailable()),
		});
		expect(refusal).toBeInstanceOf(after.protocol.ProtocolError);
		expect(refusal).toMatchObject({ httpStatus: 503, retryAfterMs: expect.any(Number) });
	});
});

it('a limit that the copy before counts is told as what it is', async () => {
	const clock = systemClock;
	const day = { name: 'day', countsAll: true, capacity: 1, perMs: 86_400_000, kind: 'quota' };
	const profile = { ...PROFILE, limits: [day] } as typeof PROFILE;
	const http = async () => await Promise.resolve({ status: 200, headers: {}, body: {} });
	const client = after.vendorClients.createVendorClient(
		profile,
		{ http, clock, traffic: before.traffic.createVendorTraffic(clock) },
		{ hosts: { api: 'https://api.acme.test' }, secrets: [], principal: 'a' },
	);
	await client.send(READ);
	const error = await thrownBy(client.send(READ));
	expect(after.vendorErrors.toOutcome(error)).toMatchObject({
		status: 'quota_exhausted',
		reason: { code: 'local_quota' },
		retry: { afterMs: expect.any(Number) },
	});
	expect(before.vendorErrors.toOutcome(error)).toMatchObject({ status: 'quota_exhausted' });
});

describe('a client whose connections the copy before has made', () => {
	let peers: FaultPeer[];
	let runtime: Runtime.ClientRuntime;

	beforeEach(async () => {
		peers = [await startFaultPeer(), await startFaultPeer()];
		const clock = { ...systemClock, sleep: async () => await Promise.resolve() };
		runtime = before.runtime.createClientRuntime({ clock, random: () => 1 });
	});

	afterEach(async () => {
		await runtime.close();
		await Promise.all(peers.map(async (peer) => await peer.close()));
	});

	const accessBy = ({ serverAccess, policy }: Copy, chosen: readonly FaultPeer[]) =>
		serverAccess.createMcpServerAccess(
			{
				endpoints: chosen.map(({ url }) => ({ kind: 'http', url: new URL(url) })),
				principal: 'two copies',
				authorization: { headers: async () => await Promise.resolve({}) },
				policy: policy.defaultPolicy,
				answers: {},
			},
			{ egress: { assertAllowed: async () => await Promise.resolve() } },
			runtime,
		);

	const call = { id: '1' };

	it('tries again what failed over them', async () => {
		const [peer] = peers;
		await accessBy(before, peers.slice(0, 1)).callTool(READ_TOOL, call);
		peer?.plan(first('tools/call', status(503)));
		const { report } = await accessBy(after, peers.slice(0, 1)).callTool(READ_TOOL, call);
		expect(report.attempts).toBe(2);
		expect(peer?.received('initialize').length).toBeLessThanOrEqual(2);
	});

	it('goes to the next server when one is down', async () => {
		await accessBy(before, peers).callTool(READ_TOOL, call);
		await peers[0]?.close();
		const { report } = await accessBy(after, peers).callTool(READ_TOOL, call);
		expect(report.endpoint).toContain(new URL(peers[1]?.url ?? '').host);
	});

	it('tells the failure in the words of the error, not as one of its own', async () => {
		const [peer] = peers;
		await accessBy(before, peers.slice(0, 1)).callTool(READ_TOOL, call);
		peer?.plan(first('tools/call', status(401)));
		const error = await thrownBy(accessBy(after, peers.slice(0, 1)).callTool(READ_TOOL, call));
		expect(error).toBeInstanceOf(after.clientErrors.McpClientError);
		expect(error).toMatchObject({
			httpStatus: 401,
			hint: expect.not.stringContaining('internal error of the node'),
		});
	});
});
