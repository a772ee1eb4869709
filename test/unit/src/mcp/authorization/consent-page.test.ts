import { REDIRECT, SignInBench } from './sign-in-bench';

const NASTY = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

describe('the page', () => {
	it('names the client as unverified, where the person is sent on to, and the server', async () => {
		const { status, body } = await openPage({});
		expect(status).toBe(200);
		expect(body).toContain('<title>Connect to Acme GTM</title>');
		expect(body).toContain('Claude (not verified)');
		expect(body).toContain('It gave none; anyone can use any name');
		expect(body).toContain('<dd>claude.ai</dd>');
	});

	it('shows the address of a client that has a document', async () => {
		const bench = new SignInBench();
		const id = 'https://client.example/oauth/client.json';
		bench.documents.set(id, () => Response.json({ client_id: id, redirect_uris: [REDIRECT] }));
		const { body } = await bench.open(id);
		expect(body).toContain(`<dd>client.example (${id})</dd>`);
		expect(body).toContain('A program without a name');
	});

	it('says so when the answer goes to a program on the person’s machine', async () => {
		const uri = 'http://localhost:3334/callback';
		const { body } = await openPage({ redirect_uris: [uri] }, { redirect_uri: uri });
		expect(body).toContain('a program on your own computer (localhost:3334)');
		const own = 'cursor://anysphere.cursor-mcp/oauth/callback';
		const cursor = await openPage({ redirect_uris: [own] }, { redirect_uri: own });
		expect(cursor.body).toContain('the program that opens cursor:// links');
	});

	it('shows names as text, whatever is in them', async () => {
		const { body } = await openPage({ client_name: NASTY });
		expect(body).not.toContain('<script');
		expect(body).not.toContain('<img');
	});

	it('shows no name that turns text around, breaks lines or has no end', async () => {
		const name = `Claude\u202Eia.edualc\n\u200B${'x'.repeat(500)}`;
		const { body } = await openPage({ client_name: name });
		expect(body).not.toMatch(/[\u202E\u200B]/);
		expect(body).toContain('Claude ia.edualc x');
		expect(body).not.toContain('x'.repeat(100));
	});

	it('runs no script, loads nothing, and stands in nobody’s frame', async () => {
		const { headers, body } = await openPage({});
		expect(headers['Content-Security-Policy']).toMatch(
			/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; frame-ancestors 'none'$/,
		);
		expect(headers['X-Frame-Options']).toBe('DENY');
		expect(headers['Cache-Control']).toBe('no-store');
		expect(headers['Access-Control-Allow-Origin']).toBeUndefined();
		expect(body).not.toMatch(/<script|src=|href=|style="/);
	});

	it('keeps its cookie to itself', async () => {
		const { headers } = await openPage({});
		expect(headers['Set-Cookie']).toMatch(
			/^gtm-mcp-sign-in=[\w-]{22}; Path=\/gtm\/authorize; HttpOnly; SameSite=Strict; Max-Age=3600; Secure$/,
		);
	});

	it('keeps what the person ticked when the key was wrong', async () => {
		const bench = new SignInBench({
			scopes: [
				{ name: 'a', opens: [] },
				{ name: 'b', opens: [] },
			],
		});
		const page = await bench.open(await bench.register());
		const { body } = await bench.submit(page, 'wrong', { scopes: ['b'] });
		expect(body).toContain('value="b" checked');
		expect(body).not.toContain('value="a" checked');
	});
});

async function openPage(metadata: object, more: Record<string, string> = {}) {
	const bench = new SignInBench();
	return await bench.open(await bench.register(metadata), more);
}
