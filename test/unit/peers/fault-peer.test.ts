import { X509Certificate } from 'node:crypto';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

import { startRawPeer, refusingUrl } from '../../peers/fault-peer/dead-port';
import { type FaultPeer, startFaultPeer } from '../../peers/fault-peer/fault-peer';
import { always, first, status } from '../../peers/fault-peer/faults';
import { selfSignedCertificate } from '../../peers/fault-peer/self-signed-certificate';
import { UNSAFE_TOOL } from '../../peers/fault-peer/tools';

let peer: FaultPeer;

beforeEach(async () => {
	peer = await startFaultPeer();
});

afterEach(async () => await peer.close());

/** The SDK's own client, so that the peer is proven by code that is not ours. */
async function callUnsafeTool(mode: 'auto' | 'legacy', timeout = 1_000) {
	const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
	await client.connect(new StreamableHTTPClientTransport(new URL(peer.url)));
	try {
		return await client.callTool(
			{ name: UNSAFE_TOOL, arguments: { id: '1' } },
			{ timeout, resetTimeoutOnProgress: true, onprogress: () => undefined },
		);
	} finally {
		await client.close();
	}
}

describe('the fault peer', () => {
	it.each(['auto', 'legacy'] as const)(
		'is an MCP server that records effects (%s)',
		async (era) => {
			await callUnsafeTool(era);
			expect(peer.effects).toEqual([{ tool: UNSAFE_TOOL, arguments: { id: '1' } }]);
			expect(peer.received('tools/call')).toHaveLength(1);
		},
	);

	it('breaks a connection before or after the tool has run', async () => {
		peer.plan(always('tools/call', { kind: 'reset', tool: 'not run' }));
		await expect(callUnsafeTool('auto')).rejects.toThrow();
		expect(peer.effects).toHaveLength(0);
		peer.plan(always('tools/call', { kind: 'reset', tool: 'done' }));
		await expect(callUnsafeTool('auto')).rejects.toThrow();
		expect(peer.effects).toHaveLength(1);
	});

	it('gives the first request its fault, and answers the next', async () => {
		peer.plan(first('tools/call', status(503)));
		await expect(callUnsafeTool('auto')).rejects.toThrow('Error POSTing');
		await expect(callUnsafeTool('auto')).resolves.toMatchObject({ content: [{ type: 'text' }] });
		expect(peer.effects).toHaveLength(1);
	});

	it('tells progress for longer than the time-out, then answers', async () => {
		peer.plan(always('tools/call', { kind: 'progress', times: 8, everyMs: 60 }));
		await expect(callUnsafeTool('auto', 300)).resolves.toMatchObject({
			content: [{ type: 'text' }],
		});
	});

	it('drips a right answer', async () => {
		peer.plan(always('tools/call', { kind: 'drip', bytes: 40, everyMs: 5 }));
		await expect(callUnsafeTool('auto')).resolves.toMatchObject({ content: [{ type: 'text' }] });
	});

	it('comes back on the port where it was closed', async () => {
		const { port } = new URL(peer.url);
		await peer.close();
		await expect(callUnsafeTool('auto')).rejects.toThrow();
		peer = await startFaultPeer({ port: Number(port) });
		await expect(callUnsafeTool('auto')).resolves.toBeDefined();
	});

	it('has a certificate that is right in all but who signed it', async () => {
		const { cert } = selfSignedCertificate();
		const certificate = new X509Certificate(cert);
		expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
		expect(certificate.verify(certificate.publicKey)).toBe(true);
		const secure = await startFaultPeer({ tls: 'self-signed' });
		await expect(fetch(secure.url)).rejects.toMatchObject({
			cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
		});
		await secure.close();
	});
});

describe('a port without an MCP server', () => {
	it('refuses, breaks or garbles connections', async () => {
		await expect(fetch(await refusingUrl())).rejects.toMatchObject({
			cause: { code: 'ECONNREFUSED' },
		});
		for (const behaviour of ['reset', 'noise'] as const) {
			const raw = await startRawPeer(behaviour);
			await expect(fetch(raw.url)).rejects.toThrow();
			expect(raw.accepted()).toBe(1);
			await raw.close();
		}
	});
});
