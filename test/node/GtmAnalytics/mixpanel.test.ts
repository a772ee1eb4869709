import { between as lastDays } from './analytics-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const between = () => lastDays(sandbox.sandbox.world);

const calls = () => sandbox.sandbox.log.list().map(({ url }) => new URL(url, 'http://sandbox'));

describe('Mixpanel in the node', () => {
	it('is asked with the project of the credential, for profiles by form', async () => {
		const [first] = sandbox.sandbox.world.usage;
		const person = sandbox.sandbox.world.lookup.person.get(first?.personKey ?? '');
		const { items } = await runGtmNode(sandbox, {
			type: 'gtmAnalytics',
			parameters: {
				vendor: 'mixpanel',
				resource: 'usage',
				operation: 'person',
				email: person?.email ?? '',
				...between(),
			},
		});
		expect(items[0]).toMatchObject({
			status: 'found',
			provider: 'mixpanel',
			record: { subject: { email: person?.email }, activeUsers: 1 },
		});
		expect(
			calls()
				.map(({ pathname }) => pathname)
				.toSorted(),
		).toEqual(['/mixpanel/api/2.0/export', '/mixpanel/api/query/engage']);
		expect(calls().map(({ searchParams }) => searchParams.get('project_id'))).toEqual([
			'3141592',
			'3141592',
		]);
	});

	it('says what it has not, beside what it has', async () => {
		const { items } = await runGtmNode(sandbox, {
			type: 'gtmAnalytics',
			onError: 'continueRegularOutput',
			parameters: {
				vendor: 'mixpanel',
				resource: 'funnel',
				operation: 'query',
				steps: 'signed in, workflow run',
				savedFunnelId: '={{ $json.funnel }}',
				withinHours: 100,
				...between(),
			},
			items: [{ funnel: '' }, { funnel: '7509' }],
		});
		expect(items[0]).toMatchObject({
			reason: { code: 'saved_funnel_needed' },
			error: expect.stringContaining('Save the funnel'),
		});
		expect(items.slice(1).map(({ status }) => status)).toEqual(['found', 'found', 'found']);
	});
});
