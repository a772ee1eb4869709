import { DashboardBench, GRAPH, KEY } from './dashboard-bench';
import type { CallRecord } from '../../../../../src/mcp/dashboard/dashboard-ports';

let bench: DashboardBench;

beforeEach(() => {
	bench = new DashboardBench();
});

const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
	time: '2026-11-30T08:10:00Z',
	principal: 'apiKey:Claude',
	kind: 'tool',
	name: 'get_record',
	outcome: 'ok',
	durationMs: 12,
	bytes: 800,
	...changes,
});

describe('the dashboard', () => {
	it('finds what is known, and leads to it', async () => {
		const body = await bench.open('view=search&q=Acme+GmbH');
		expect(body).toContain('href="?view=prospect&amp;id=account-1&amp;type=account"');
		expect(body).toContain('value="Acme GmbH"');
		expect(await bench.open('view=search&q=Nobody')).toContain('Nothing known for');
	});

	it('shows a prospect as its card does, and what is linked with it', async () => {
		const body = await bench.open('view=prospect&id=contact-1&type=contact');
		for (const words of ['Head of Growth', 'Sources disagree', 'Timeline', 'Around it']) {
			expect(body).toContain(words);
		}
		expect(body).toMatch(
			/<a href="\?view=prospect&amp;id=account-1&amp;type=account"><text[^>]*>Acme GmbH/,
		);
	});

	it('shows what waits for review, and what changed lately', async () => {
		expect(await bench.open('view=review')).toContain('The same phone number from two sources');
		const changes = await bench.open('view=changes');
		expect(changes).toContain('2026-11-30 07:58');
		expect(changes).toContain('Fact changed');
	});

	it('shows calls with their rate, errors and latency, and the credits', async () => {
		bench.records = [call(), call({ outcome: 'toolError', durationMs: 90 }), call({ name: 'x' })];
		const body = await bench.open('view=calls');
		expect(body.match(/<polyline/g)).toHaveLength(3);
		expect(body).toContain('tool get_record');
		expect(body).toContain('Tool error');
		expect(body).toContain('pdl, credit');
	});

	it('says where to switch the audit on while no calls are kept', async () => {
		bench.records = undefined;
		expect(await bench.open('view=calls')).toContain('Add Options &gt; Audit');
	});

	it('has no page of the graph where the server does not show it', async () => {
		bench.graph = undefined;
		const body = await bench.open();
		expect(body).toContain('Calls an hour');
		expect(body).not.toContain('view=search');
		expect((await bench.send('GET', 'view=prospect&id=contact-1')).status).toBe(404);
	});

	it('says what is wrong with an address that was changed by hand', async () => {
		await bench.open();
		expect((await bench.send('GET', 'view=constructor')).status).toBe(404);
		const { status, body } = await bench.send('GET', 'view=prospect');
		expect([status, body]).toEqual([400, expect.stringContaining('has no identifier')]);
	});

	it('runs nothing, loads nothing, and is in no frame', async () => {
		await bench.open();
		const { headers, body } = await bench.send('GET', 'view=search&q=%3Cscript%3E');
		expect(headers['Content-Security-Policy']).toMatch(
			/^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
		);
		expect(headers['Cache-Control']).toBe('no-store');
		expect(body).not.toMatch(/<script|<img|<link|style="|src="|https?:\/\//);
	});

	it('stays small, however much there is', async () => {
		const many = Array.from({ length: 20_000 }, (_, at) =>
			call({ name: `tool_${at}_${'x'.repeat(60)}`, principal: `apiKey:${'y'.repeat(60)}` }),
		);
		bench.records = many;
		bench.graph = {
			...GRAPH,
			search: async () => await Promise.resolve({ found: many.map((_, id) => ({ id: `${id}` })) }),
		};
		for (const view of ['view=calls', 'view=search&q=Acme']) {
			expect((await bench.open(view)).length).toBeLessThan(100_000);
		}
	});

	it('needs the key for each of its pages', async () => {
		await bench.send('POST', '', { key: KEY });
		bench.cookie = '';
		for (const view of ['search&q=Acme', 'prospect&id=contact-1', 'review', 'changes', 'calls']) {
			const { body } = await bench.send('GET', `view=${view}`);
			expect(body).not.toMatch(/Acme GmbH|Kim|credit/);
		}
	});
});
