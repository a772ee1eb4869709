import { describeOperations } from '../gtm/describe-operations';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { checkWindow } from '../../../src/gtm/analytics/windows';
import { openSandbox } from '../../contract/gtm/sandbox-port';

/** The last 60 days of the world, as a user enters them. */
const between = ({ sandbox: { world } }: OpenSandbox) => {
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	return { window: 'between', from: day(world.asOf - 60 * 86_400_000), to: day(world.asOf) };
};

const happened = (sandbox: OpenSandbox, event: string) => {
	const { from, to } = checkWindow(between(sandbox));
	return sandbox.sandbox.world.usage.filter(
		({ name, at }) => name === event && at >= from && at < to,
	);
};

const REPORT = 'POST /v1beta/properties/{property}:runReport';

describeOperations('analytics', 'ga4', {
	'metric.query': (sandbox) => ({
		parameters: { measure: 'total', event: '={{ $json.event }}', ...between(sandbox) },
		items: [{ event: 'workflow_run' }, { event: 'signed_in' }],
		outputs: ['workflow run', 'signed in'].map((event) => ({
			status: 'found',
			provider: 'ga4',
			record: { unit: 'count', value: happened(sandbox, event).length },
			cost: { unit: 'token' },
		})),
		asked: [REPORT, REPORT],
	}),
	'funnel.query': (sandbox) => {
		const began = new Set(happened(sandbox, 'signed in').map(({ personKey }) => personKey));
		return {
			parameters: { steps: 'signed_in, workflow_run', withinHours: 720, ...between(sandbox) },
			outputs: [
				{ status: 'found', record: { unit: 'ratio', numerator: began.size } },
				{ status: 'found', record: { unit: 'ratio', denominator: began.size } },
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
				measure: 'total',
				event: 'workflow_run',
				...between(sandbox),
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
		const { items } = await run({ parameters: { breakdown: 'date' } });
		expect(items).toHaveLength(25);
		expect(items[0]?.notes).toEqual([expect.stringContaining('the others are left out')]);
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
						metrics: [{ value: happened(sandbox, 'workflow run').length }],
					},
				},
				binary: { data: { mimeType: 'image/svg+xml' } },
			},
		]);
	});
});
