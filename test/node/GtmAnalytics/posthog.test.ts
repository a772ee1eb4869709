import { between as lastDays, usageOf } from './analytics-node';
import { WORKFLOW_ZONE } from '../harness/run-workflow';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const run = async (what: Omit<GtmRun, 'type'>) => {
	const { outputs: items, ...finished } = await runGtmNode(sandbox, {
		type: 'gtmAnalytics',
		...what,
		parameters: { vendor: 'posthog', ...what.parameters },
	});
	return { ...finished, items };
};

const between = () => lastDays(sandbox.sandbox.world);

const count = (event: string) => usageOf(sandbox.sandbox.world, event, WORKFLOW_ZONE).length;

describe('a metric', () => {
	const query = { resource: 'metric', operation: 'query' };

	it('is read for every item, each with its own event', async () => {
		const { items } = await run({
			parameters: { ...query, event: '={{ $json.event }}', ...between() },
			items: [{ event: 'workflow run' }, { event: 'signed in' }],
		});
		expect(items).toMatchObject([
			{
				json: { status: 'found', provider: 'posthog', record: { value: count('workflow run') } },
				pairedItem: { item: 0 },
			},
			{ json: { record: { value: count('signed in') } }, pairedItem: { item: 1 } },
		]);
	});

	it('that cannot be asked stops its own item only, where the node goes on', async () => {
		const { items, status } = await run({
			parameters: { ...query, event: '={{ $json.event }}', ...between() },
			items: [{ event: '' }, { event: 'signed in' }],
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('success');
		expect(JSON.stringify(items[0]?.json)).toContain(
			'Event or Metric is empty. Enter a value, e.g. signed_up. [item 0]',
		);
		expect(items[1]?.json.status).toBe('found');
	});

	it('is refused in words that say what to do', async () => {
		sandbox.sandbox.setFault({ vendor: 'posthog', kind: 'rate_limit_quota' });
		const { items } = await run({ parameters: { ...query, event: 'signed in', ...between() } });
		expect(items[0]?.json).toMatchObject({ status: 'quota_exhausted' });
	});
});

describe('usage', () => {
	it('of an account is found by its domain', async () => {
		const [first] = sandbox.sandbox.world.usage;
		const account = sandbox.sandbox.world.lookup.account.get(first?.accountKey ?? '');
		const { items } = await run({
			parameters: {
				resource: 'usage',
				operation: 'account',
				domain: account?.domain ?? '',
				...between(),
			},
		});
		expect(items[0]?.json).toMatchObject({
			status: 'found',
			record: { subject: { domain: account?.domain } },
		});
	});
});

describe('a report', () => {
	it('has its lines beside those before, and its chart as a file', async () => {
		const { items } = await run({
			parameters: {
				resource: 'report',
				operation: 'make',
				title: 'Product',
				...between(),
				lines: {
					line: [
						{ label: 'Runs', event: 'workflow run', measure: 'total' },
						{ label: 'By plan', event: 'signed in', measure: 'total', breakdown: 'plan' },
					],
				},
			},
		});
		const [item] = items;
		expect(item?.json).toMatchObject({
			status: 'found',
			record: { title: 'Product', missing: [] },
		});
		const { metrics } = item?.json.record as { metrics: unknown[] };
		expect(metrics[0]).toMatchObject({ name: 'Runs', value: count('workflow run') });
		expect(metrics.length).toBeGreaterThan(2);
		expect(item?.json.record).not.toHaveProperty('chart');
		expect(item?.binary?.data).toMatchObject({
			fileName: 'report.svg',
			mimeType: 'image/svg+xml',
		});
		const svg = Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString('utf8');
		expect(svg).toMatch(/^<svg[\s\S]*Runs[\s\S]*<\/svg>\s*$/);
	});
});

describe('an alert', () => {
	const check = {
		resource: 'alert',
		operation: 'check',
		event: 'workflow run',
		condition: 'above',
		threshold: 0,
	};
	const fires = async (name: string, coolDownHours: number) => {
		const { items } = await run({
			parameters: { ...check, ...between(), alertName: name, options: { coolDownHours } },
			items: [{}, {}],
		});
		return items.map(({ json }) => (json.record as { fires: boolean }).fires);
	};

	it('speaks up once, and then is silent until its cool-down is over', async () => {
		expect(await fires('Runs', 24)).toEqual([true, false]);
	});

	it('without a cool-down speaks up every time', async () => {
		expect(await fires('Runs', 0)).toEqual([true, true]);
	});

	it('under another name has a cool-down of its own', async () => {
		expect(await fires('={{ "Runs " + $itemIndex }}', 24)).toEqual([true, true]);
	});

	it('compares with the window before', async () => {
		const { items } = await run({
			parameters: {
				...check,
				...between(),
				alertName: 'Fall',
				condition: 'falls_by',
				percent: 99,
				options: { coolDownHours: 1 },
			},
		});
		expect(items[0]?.json.record).toMatchObject({
			fires: false,
			value: count('workflow run'),
			previous: expect.any(Number),
		});
	});
});
