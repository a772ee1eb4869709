import { DashboardBench, KEY } from './dashboard-bench';

let bench: DashboardBench;

beforeEach(() => {
	bench = new DashboardBench();
});

const DATA = /Acme GmbH|Kim|Search|Calls/;

it('shows nothing but the question for a key to who has none', async () => {
	for (const query of ['', 'view=prospect&id=account-1', 'view=calls']) {
		const { status, body } = await bench.send('GET', query);
		expect(status).toBe(200);
		expect(body).toContain('type="password"');
		expect(body).not.toMatch(DATA);
	}
});

it('opens with a key that is named for it, by a cookie that holds no key', async () => {
	const { status, headers } = await bench.send('POST', '', { key: ` ${KEY} ` });
	expect({ status, location: headers.Location }).toEqual({ status: 303, location: '?' });
	expect(headers['Set-Cookie']).toMatch(
		/^gtm-mcp-dashboard=[\w.-]+; Path=\/gtm\/dashboard; HttpOnly; SameSite=Strict; Max-Age=28800; Secure$/,
	);
	expect(headers['Set-Cookie']).not.toContain(KEY);
	expect((await bench.send('GET')).body).toMatch(DATA);
	expect(bench.events).toMatchObject([{ what: 'signed in', label: 'Dana' }]);
});

it.each([
	['that nobody has', 'a-key-that-nobody-was-given-1234'],
	['that calls tools only', 'a-key-of-the-agent-0123456789'],
	['of no characters', ''],
])('refuses a key %s', async (_, key) => {
	const { status, body } = await bench.send('POST', '', { key });
	expect(status).toBe(401);
	expect(body).toContain('This key does not open the dashboard.');
	expect((await bench.send('GET')).body).not.toMatch(DATA);
	expect(bench.events).toMatchObject([{ what: 'wrong key', address: '203.0.113.7' }]);
});

it('lets no place try keys for long, not even the right one', async () => {
	for (let tries = 0; tries < 5; tries += 1) await bench.send('POST', '', { key: 'wrong' });
	const { status, headers } = await bench.send('POST', '', { key: KEY });
	expect({ status, wait: headers['Retry-After'] }).toEqual({ status: 429, wait: '10' });
	bench.now += 10_000;
	expect((await bench.send('POST', '', { key: KEY })).status).toBe(303);
});

it('leads to where a link wanted to go', async () => {
	const { headers } = await bench.send('POST', 'view=approvals&id=7', { key: KEY });
	expect(headers.Location).toBe('?view=approvals&id=7');
});

it('takes no form from another page', async () => {
	const headers = { 'sec-fetch-site': 'cross-site' };
	expect((await bench.send('POST', '', { key: KEY }, headers)).status).toBe(403);
	expect(bench.cookie).toBe('');
});

it.each<[string, (bench: DashboardBench) => void]>([
	['is over after 8 hours', (bench) => (bench.now += 8 * 3_600_000)],
	['is over when its key is withdrawn', (bench) => (bench.keys = bench.keys.slice(1))],
	[
		'is over when its key expires',
		(bench) => (bench.keys[0] = { label: 'Dana', key: KEY, expires: '2026-11-30' }),
	],
	[
		'is over when its key may see some fields only',
		(bench) => (bench.keys = [{ label: 'Dana', key: KEY, resultFields: ['status'] }]),
	],
	[
		'is over when its key gets another label',
		(bench) => (bench.keys = [{ label: 'Kim', key: KEY }]),
	],
	['counts for nothing when it is changed', (bench) => (bench.cookie = `${bench.cookie}x`)],
])('a session %s', async (_, change) => {
	expect(await bench.open()).toMatch(DATA);
	change(bench);
	expect((await bench.send('GET')).body).not.toMatch(DATA);
});

it('ends when the person signs out', async () => {
	await bench.open();
	const { headers } = await bench.send('POST', '', { leave: 'yes' });
	expect(headers['Set-Cookie']).toContain('Max-Age=0');
	expect((await bench.send('GET')).body).not.toMatch(DATA);
});

it('answers to other methods with what it takes', async () => {
	const { status, headers } = await bench.send('PUT' as 'GET');
	expect([status, headers.Allow]).toEqual([405, 'GET, HEAD, POST']);
});
