import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';

import { declareCatalog } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { declareProvider } from './doubles/providers';
import { TestServer } from './doubles/test-server';
import { createCatalog } from '../../../../../src/mcp/server/catalog/catalog';
import { serveHttp } from '../../../../../src/mcp/server/endpoint';
import { Listener } from '../../../../../src/mcp/server/listener';
import { ANONYMOUS, type Principal } from '../../../../../src/mcp/server/principal';
import { withProviders } from '../../../../../src/mcp/server/provider/declarations';
import { contextSkills } from '../../../../../src/n8n/server/context-provider/context-skills';

const URI = 'skill://gtm/qualify-lead/SKILL.md';

const server = () =>
	new TestServer(
		withProviders(declareCatalog(), [
			declareProvider({ skills: contextSkills }),
			declareProvider({ skills: contextSkills.slice(0, 1) }),
		]),
	);

/** The official SDK's side of the extension, which checks each file against its entry. */
async function openHost(era: 'legacy' | 'modern') {
	const { runtime, clock } = server();
	const limits = { largestBody: 128 * 1024, requestTimeoutMs: 5000 };
	const listener = await Listener.open('127.0.0.1', 0, limits);
	listener.mount('/gtm', {
		serve: async (request, response) =>
			await serveHttp(request, response, runtime, {
				repeat: clock.repeat,
				authenticate: async () => await Promise.resolve(ANONYMOUS),
				report: (error) => {
					throw error;
				},
			}),
		guard: () => undefined,
		allowOrigin: (origin) => origin,
		resourceMetadata: () => undefined,
	});
	const mode = era === 'legacy' ? 'legacy' : { pin: '2026-07-28' };
	const client = new Client({ name: 'host', version: '1' }, { versionNegotiation: { mode } });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${listener.port}/gtm`)),
	);
	return {
		skills: new SkillsClient(client),
		close: async () => {
			await client.close();
			await listener.close();
		},
	};
}

describe.each(['legacy', 'modern'] as const)('the skills of a server in the %s era', (era) => {
	it('are listed, fetched and read by the official client, which finds every digest right', async () => {
		const { skills, close } = await openHost(era);
		try {
			expect(skills.supported).toBe(true);
			const { skills: listed, invalid } = await skills.list();
			expect(invalid).toEqual([]);
			expect(listed.map(({ frontmatter }) => frontmatter.name)).toEqual(
				contextSkills.map(({ name }) => name),
			);
			for (const skill of listed) {
				const { verified, body } = await skills.read(skill);
				expect(verified).toBe(true);
				expect(body).toContain('# ');
			}
			const { skill } = await skills.get(URI);
			expect(skill).toEqual(listed.find(({ uri }) => uri === URI));
		} finally {
			await close();
		}
	});
});

it('a server without skills does not declare them, and has none to list', async () => {
	const bare = new TestServer();
	const handshake = legacy('initialize', { protocolVersion: '2025-11-25', capabilities: {} });
	for (const request of [handshake, modern('server/discover')]) {
		expect((await bare.send(request)).text).not.toContain('modelcontextprotocol/skills');
	}
	expect((await bare.send(modern('skills/list'))).result.skills).toEqual([]);
});

it('a key that may not read its file does not see a skill', async () => {
	const dana: Principal = { kind: 'apiKey', label: 'Dana', allowed: { resources: ['crm://*'] } };
	const to = server();
	expect((await to.send(modern('skills/list'), dana)).result.skills).toEqual([]);
	const { answer } = await to.send(modern('skills/get', { uri: URI }), dana);
	expect(answer.error).toMatchObject({ code: -32602, message: expect.stringContaining(URI) });
});

it('a key that may see some fields alone reads a skill whole: it holds no data', async () => {
	const dana: Principal = { kind: 'apiKey', label: 'Dana', resultFields: ['title'] };
	const { result } = await server().send(modern('resources/read', { uri: URI }), dana);
	expect(JSON.stringify(result)).toContain('# Qualify a lead');
});

it.each([
	['Qualify Lead', 'When', 'small letters, digits and hyphens'],
	['qualify', '', 'needs one of at most 1024 letters'],
])('a skill called “%s” that says “%s” is refused', (name, description, why) => {
	const provider = declareProvider({ skills: [{ name, description, text: 'Do it' }] });
	expect(() => createCatalog(withProviders(declareCatalog(), [provider]))).toThrow(why);
});
