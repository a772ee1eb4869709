import { describeOperations } from '../gtm/describe-operations';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { between, peopleIn, usageOf } from './analytics-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';

const REPORT = 'POST /v1beta/properties/{property}:runReport';

describeOperations('analytics', 'ga4', {
	'metric.query': ({ sandbox: { world } }) => ({
		parameters: { event: '={{ $json.event }}', ...between(world) },
		items: [{ event: 'workflow_run' }, { event: 'signed_in' }],
		outputs: ['workflow run', 'signed in'].map((event) => ({
			status: 'found',
			provider: 'ga4',
			record: { unit: 'count', value: usageOf(world, event).length },
			cost: { unit: 'token' },
		})),
		asked: [REPORT, REPORT],
	}),
	'funnel.query': ({ sandbox: { world } }) => {
		const began = peopleIn(usageOf(world, 'signed in'));
		return {
			parameters: { steps: 'signed_in, workflow_run', withinHours: 720, ...between(world) },
			outputs: [
				{ status: 'found', record: { unit: 'ratio', numerator: began } },
				{ status: 'found', record: { unit: 'ratio', denominator: began } },
			],
			asked: ['POST /v1alpha/properties/{property}:runFunnelReport'],
		};
	},
});

describe('Google Analytics in the node', () => {
	let sandbox: OpenSandbox;

	beforeEach(async () => {
		sandbox = await openSandbox();
	});

	afterEach(async () => {
		await sandbox.close();
	});

	const run = async (what: Omit<GtmRun, 'type'>) =>
		await runGtmNode(sandbox, {
			type: 'gtmAnalytics',
			...what,
			parameters: {
				vendor: 'ga4',
				resource: 'metric',
				operation: 'query',
				event: 'workflow_run',
				...between(sandbox.sandbox.world),
				...what.parameters,
			},
		});

	it('names the property that is wanted when the credential has the ID of a stream', async () => {
		const { error } = await run({
			parameters: {},
			credentials: { gtmGa4OAuth2Api: { propertyId: 'G-ABC123' } },
		});
		expect(error?.message).toMatch(/Property ID/);
		expect(sandbox.sandbox.log.list()).toEqual([]);
	});

	it('says what to do when the account may not see the property', async () => {
		const { items } = await run({
			parameters: {},
			onError: 'continueRegularOutput',
			credentials: {
				gtmGa4OAuth2Api: {
					oauthTokenData: { access_token: 'ya29.sandbox-no-scope', token_type: 'Bearer' },
				},
			},
		});
		expect(items).toMatchObject([{ status: 'forbidden', provider: 'ga4' }]);
	});

	it('sends nothing more when the tokens are used up, and does not stop other items', async () => {
		sandbox.sandbox.setFault({ vendor: 'ga4', kind: 'rate_limit_quota', probability: 1 });
		const { items } = await run({
			parameters: {},
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ status }) => status)).toEqual(['quota_exhausted', 'quota_exhausted']);
	});

	it('gives the largest values of a breakdown, and says that there are others', async () => {
		const { items } = await run({ parameters: { options: { breakdown: 'date' } } });
		expect(items).toHaveLength(25);
		expect(items[0]?.notes).toEqual([expect.stringContaining('largest values are shown')]);
	});

	it('makes a report of two windows, as a table and a chart', async () => {
		const { outputs } = await run({
			parameters: {
				resource: 'report',
				operation: 'make',
				lines: { line: [{ label: 'Runs', event: 'workflow_run', measure: 'total' }] },
			},
		});
		expect(outputs).toMatchObject([
			{
				json: {
					status: 'found',
					record: {
						metrics: [{ value: usageOf(sandbox.sandbox.world, 'workflow run').length }],
					},
				},
				binary: { data: { mimeType: 'image/svg+xml' } },
			},
		]);
	});
});
