import { DashboardBench } from './dashboard-bench';

let bench: DashboardBench;
let decided: string[];
const approval = {
	id: 'approval-1',
	title: 'Save a record in HubSpot',
	state: 'open',
	by: 'Claude',
	arguments: { email: 'kim@acme.example' },
	expiresAt: '2026-12-01T08:00:00Z',
};

beforeEach(() => {
	bench = new DashboardBench();
	decided = [];
	bench.approvals = {
		open: () => (decided.length === 0 ? [approval] : []),
		find: (id) =>
			id === approval.id
				? {
						...approval,
						state: decided.length === 0 ? 'open' : 'done',
						outcome: { status: 'created' },
					}
				: undefined,
		decide: async (id, decision) => {
			if (decided.length > 0) throw new RangeError('This was decided before.');
			decided.push(`${decision} ${id}`);
			await Promise.resolve();
		},
	};
});

it('shows what waits, with what would be written and for whom', async () => {
	const body = await bench.open('view=approvals');
	for (const words of ['Save a record in HubSpot', 'kim@acme.example', 'Called by Claude']) {
		expect(body).toContain(words);
	}
});

it.each(['allow', 'refuse'])('takes the word of who is signed in: %s', async (decision) => {
	await bench.open();
	const { status, headers } = await bench.send('POST', '', { id: approval.id, decision });
	expect([status, headers.Location]).toEqual([303, '?view=approvals&id=approval-1']);
	expect(decided).toEqual([`${decision} approval-1`]);
	expect((await bench.send('GET', 'view=approvals&id=approval-1')).body).toContain('Created');
	expect((await bench.send('GET', 'view=approvals')).body).toContain('No call waits for you');
});

it('takes no word of who is not signed in, nor from a form of another page', async () => {
	const form = { id: approval.id, decision: 'allow' };
	expect((await bench.send('POST', '', form)).body).toContain('type="password"');
	await bench.open();
	const headers = { 'sec-fetch-site': 'same-site' };
	expect((await bench.send('POST', '', form, headers)).status).toBe(403);
	expect(decided).toEqual([]);
});

it('says of one that is decided, or over, what became of it', async () => {
	await bench.open();
	const form = { id: approval.id, decision: 'allow' };
	await bench.send('POST', '', form);
	const { status, body } = await bench.send('POST', '', form);
	expect([status, body]).toEqual([409, expect.stringContaining('This was decided before.')]);
	expect((await bench.send('GET', 'view=approvals&id=gone')).body).toContain('Nothing was written');
});
