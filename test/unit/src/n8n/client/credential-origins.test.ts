import { endpointsOf } from '../../../../../src/n8n/client/credential-origins';
import type { ChosenServer } from '../../../../../src/n8n/client/server-parameters';

const server = (own: string[], fallbacks: string[] = []): ChosenServer => ({
	primary: own.map((url) => ({ kind: 'http', url: new URL(url) })),
	fallbacks: fallbacks.map((url) => ({ kind: 'http', url: new URL(url) })),
	transport: 'auto',
	known: { writes: [], reads: [] },
});

const urls = (chosen: ChosenServer, credential: Record<string, unknown>) =>
	endpointsOf(chosen, credential).map(({ url }) => url.href);

const credential = { serverUrl: 'https://a.example/mcp' };

it("is the credential's URL where the node names none", () => {
	expect(urls(server([]), credential)).toEqual(['https://a.example/mcp']);
});

it("may be another path of the credential's origin", () => {
	expect(urls(server(['https://a.example/other']), credential)).toEqual([
		'https://a.example/other',
	]);
});

it.each(['https://b.example/mcp', 'http://a.example/mcp', 'https://a.example:8443/mcp'])(
	'must not be %s',
	(url) => {
		expect(() => urls(server([url]), credential)).toThrow(/the origin of the credential/);
		expect(() => urls(server([], [url]), credential)).toThrow(/the origin of the credential/);
	},
);

it('may be an origin that the credential names besides', () => {
	const wider = { ...credential, otherServerUrls: 'https://eu.a.example/mcp,\nhttps://b.example' };
	expect(urls(server(['https://eu.a.example/x'], ['https://b.example/mcp']), wider)).toEqual([
		'https://eu.a.example/x',
		'https://b.example/mcp',
	]);
});

it('keeps the query of the credential, where a key may be, on the same path only', () => {
	const keyed = { serverUrl: 'https://a.example/sse?key=secret' };
	expect(urls(server(['https://a.example/sse?region=eu']), keyed)).toEqual([
		'https://a.example/sse?region=eu&key=secret',
	]);
	expect(urls(server(['https://a.example/docs']), keyed)).toEqual(['https://a.example/docs']);
});

it('shows no query in the error', () => {
	const leak = () => urls(server(['https://b.example/mcp?key=secret']), credential);
	expect(leak).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
});

it('needs a URL in the credential', () => {
	expect(() => urls(server(['https://a.example/mcp']), {})).toThrow('The server URL is empty');
});
