import { REDIRECT, SignInBench } from './sign-in-bench';

const ID = 'https://client.example/oauth/client.json';
const DOCUMENT = { client_id: ID, client_name: 'Helper', redirect_uris: [REDIRECT] };

function benchWith(answer: () => Response, id = ID): SignInBench {
	const bench = new SignInBench();
	bench.documents.set(id, answer);
	return bench;
}

describe('the document of a client', () => {
	it.each([
		['of another client', () => Response.json({ ...DOCUMENT, client_id: 'https://claude.ai/x' })],
		['without an id', () => Response.json({ redirect_uris: [REDIRECT] })],
		['with a secret', () => Response.json({ ...DOCUMENT, client_secret: 'x' })],
		['without redirects', () => Response.json({ client_id: ID })],
		['that is a page', () => new Response('<p>', { headers: { 'content-type': 'text/html' } })],
		['that is no JSON', () => textAsJson('{')],
		['that is a list', () => Response.json([DOCUMENT])],
		['that is not there', () => Response.json(DOCUMENT, { status: 404 })],
		['of a megabyte', () => Response.json({ ...DOCUMENT, fill: 'x'.repeat(1024 * 1024) })],
		['whose host does not answer', () => Promise.reject(new Error('ECONNREFUSED')) as never],
	])('%s is refused, to the person and not to a redirect', async (_, answer) => {
		const bench = benchWith(answer);
		const { status, headers, body } = await bench.open(ID);
		expect([400, 503]).toContain(status);
		expect(headers.Location).toBeUndefined();
		expect(body).toContain('This sign-in cannot go on');
		expect(bench.events).toEqual([
			{ what: 'refused client', client: 'client.example', address: '203.0.113.9' },
		]);
	});

	it.each([
		['this machine', 'https://localhost/client.json', ['127.0.0.1']],
		['an address of this machine', 'https://127.0.0.1/client.json', []],
		['an address of this machine in IPv6', 'https://[::1]/client.json', []],
		['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data', []],
		['a private network', 'https://intranet.example/client.json', ['10.0.0.7']],
		['a name with one private address', 'https://mixed.example/c', ['93.184.216.34', '10.0.0.7']],
		['a name that is not known', 'https://nowhere.example/c', []],
	])('is not fetched from %s', async (_, id, addresses) => {
		const bench = benchWith(() => Response.json({ ...DOCUMENT, client_id: id }), id);
		bench.addresses.set(new URL(id).hostname, addresses);
		expect((await bench.open(id)).status).toBe(400);
		expect(bench.fetched).toEqual([]);
	});

	it('is fetched from a private network if the operator trusts its origin, and from there only', async () => {
		const id = 'https://intranet.example:8443/client.json';
		const bench = benchWith(() => Response.json({ ...DOCUMENT, client_id: id }), id);
		bench.addresses.set('intranet.example', ['10.0.0.7']);
		bench.trusted.add('https://intranet.example:8443');
		expect((await bench.open(id)).status).toBe(200);
		expect((await bench.open('https://intranet.example/client.json')).status).toBe(400);
		expect(bench.fetched).toEqual([id]);
	});

	it.each([
		'http://client.example/client.json',
		'https://client.example',
		'https://client.example/',
		'https://user:pass@client.example/client.json',
		'https://client.example/a/../client.json',
		'https://client.example/client.json#x',
		'https://CLIENT.example/client.json',
		'ftp://client.example/client.json',
	])('is not fetched from %s', async (id) => {
		const bench = new SignInBench();
		expect((await bench.open(id)).status).toBe(400);
		expect(bench.fetched).toEqual([]);
	});

	it('is fetched anew when its own time is over, a day at most', async () => {
		const headers = { 'cache-control': 'public, max-age=99999999' };
		const bench = benchWith(() => Response.json(DOCUMENT, { headers }));
		await bench.open(ID);
		bench.now += 86_400_000 - 1;
		await bench.open(ID);
		expect(bench.fetched).toHaveLength(1);
		bench.now += 1;
		await bench.open(ID);
		expect(bench.fetched).toHaveLength(2);
	});

	it('is fetched only so often for one address: nobody makes others’ servers work through us', async () => {
		const bench = new SignInBench();
		for (let turn = 0; turn < 100; turn += 1) await bench.open(`https://victim.example/${turn}`);
		expect(bench.fetched).toHaveLength(20);
		expect((await bench.open('https://victim.example/last')).status).toBe(429);
		expect(bench.recorded.slice(19)).toEqual(['refused client', 'too many client documents']);
	});
});

function textAsJson(text: string): Response {
	return new Response(text, { headers: { 'content-type': 'application/json' } });
}
