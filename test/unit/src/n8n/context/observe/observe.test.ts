import type { ContextGraph } from '../../../../../../src/context/context-graph';
import { catalogue } from '../../../../../../src/gtm/operations/catalogue';
import type { Outcome } from '../../../../../../src/gtm/model/outcome';
import type { ObservedOutcome } from '../../../../../../src/n8n/context/observe/observed-outcome';
import { createObserver } from '../../../../../../src/n8n/context/observe/observer';
import {
	TEACHING,
	writesOfOutcome,
} from '../../../../../../src/n8n/context/observe/writes-of-outcome';
import { describeGraph } from '../../../context/store/graph-on-every-backend';

/** Operations of which the graph of accounts and people learns nothing, or not by this way. */
const TEACH_NOTHING = [
	'analytics alert.check',
	'analytics funnel.query',
	'analytics metric.query',
	'analytics report.make',
	// Changes come with their times, and are taken in by a sync.
	'crm change.list',
	// Who the values belonged to once is not kept with the record.
	'crm company.history',
	'crm contact.history',
	'crm deal.history',
	'crm owner.list',
	'crm property.list',
	'crm workflow.trigger',
	'enrichment credit.balance',
	'enrichment record.check',
	'enrichment record.standardize',
	'enrichment waterfall.estimate',
	'sequencer blocklist.push',
	'sequencer engagement.statistics',
	'sequencer messaging.updateStep',
	'sequencer messaging.updateTemplate',
	// The list is in the store of the graph, which asks it.
	'sequencer suppression.add',
	'sequencer suppression.check',
	'sequencer suppression.import',
	'sequencer suppression.list',
	'sequencer suppression.remove',
	'sequencer template.get',
	'sequencer template.list',
];

it('every operation of the catalogue teaches the graph, or is known to teach nothing', () => {
	const all = Object.values(catalogue)
		.flat()
		.map(({ family, name }) => `${family} ${name}`);
	expect([...TEACHING, ...TEACH_NOTHING].toSorted()).toEqual(all.toSorted());
});

type Told = Pick<ObservedOutcome, 'family' | 'operation'> & {
	outcome: Partial<Outcome>;
	input?: unknown;
};

const observed = ({ outcome, input = {}, ...told }: Told): ObservedOutcome => ({
	...told,
	input,
	outcome: { status: 'found', provider: 'hubspot', ...outcome },
	run: '4711',
	actor: 'workflow:inbound',
});

async function learn(graph: ContextGraph, ...told: Told[]) {
	const observer = createObserver({
		graph: async () => await Promise.resolve(graph),
		capacity: 1000,
		patienceMs: 60_000,
		report: (message) => {
			throw new Error(message);
		},
	});
	const reports = [];
	for (const one of told) reports.push(await observer.observe(writesOfOutcome(observed(one))));
	return reports;
}

const DANA = {
	id: '101',
	email: 'dana@acme.com',
	fullName: 'Dana Doe',
	title: 'VP Sales',
	accountId: '201',
	accountDomain: 'acme.com',
	optedOut: false,
	updatedAt: '2026-10-01T00:00:00.000Z',
	custom: { hs_lead_status: 'OPEN', 'odd name': 1 },
};

const readDana: Told = { family: 'crm', operation: 'contact.get', outcome: { record: DANA } };

describeGraph('the graph learns what nodes of every family saw,', (open) => {
	it('and tells it in one answer, each fact with its source', async () => {
		const { graph } = open();
		const reports = await learn(
			graph,
			readDana,
			{
				family: 'crm',
				operation: 'company.search',
				outcome: { record: [{ id: '201', name: 'Acme', domain: 'acme.com', employees: 120 }] },
			},
			{
				family: 'crm',
				operation: 'deal.upsert',
				outcome: {
					status: 'created',
					record: {
						id: '301',
						name: 'Acme 2027',
						status: 'open',
						accountId: '201',
						contactIds: ['101'],
					},
				},
			},
			{
				family: 'enrichment',
				operation: 'person.enrich',
				input: { email: 'dana@acme.com' },
				outcome: {
					provider: 'apollo',
					record: { id: 'p1', seniority: 'vp', mobilePhone: '+13035550152' },
					cost: { amount: 2, unit: 'credit' },
				},
			},
			{
				family: 'enrichment',
				operation: 'signal.list',
				input: { domain: 'acme.com' },
				outcome: {
					provider: 'peopledatalabs',
					record: [
						{ kind: 'funding', title: 'Series B', source: 'pdl', at: '2026-10-20T00:00:00.000Z' },
					],
				},
			},
			{
				family: 'sequencer',
				operation: 'enrollment.get',
				input: { email: 'dana@acme.com', sequenceId: 's1' },
				outcome: { provider: 'instantly', record: { sequenceId: 's1', status: 'active' } },
			},
			{
				family: 'sequencer',
				operation: 'engagement.history',
				input: { email: 'dana@acme.com' },
				outcome: {
					provider: 'instantly',
					record: [{ type: 'opened', at: '2026-10-21T09:00:00.000Z', sequenceId: 's1' }],
				},
			},
			{
				family: 'analytics',
				operation: 'usage.account',
				outcome: {
					provider: 'posthog',
					record: { subject: { domain: 'acme.com' }, window: {}, events: 42, topEvents: [] },
				},
			},
		);
		expect(reports.map(({ failed, left, waiting }) => failed + left + waiting)).not.toContain(1);

		const answer = await graph.getContext({ subject: { email: 'dana@acme.com' }, budget: 4000 });
		expect(answer.contact?.facts).toMatchObject({
			title: { value: 'VP Sales', source: 'hubspot', ageDays: 31 },
			seniority: { value: 'vp', source: 'apollo', method: 'vendor' },
			mobilePhone: { value: '+13035550152', source: 'apollo' },
			'custom.hs_lead_status': { value: 'OPEN' },
		});
		expect(answer.account?.facts).toMatchObject({
			employees: { value: 120, source: 'hubspot' },
			productUsage: { value: { events: 42 }, source: 'posthog' },
		});
		expect(answer.openDeals).toMatchObject([{ name: 'Acme 2027', status: 'open' }]);
		expect(answer.enrollments).toMatchObject([{ provider: 'instantly', status: 'active' }]);
		expect(answer.signals).toMatchObject([{ kind: 'funding', of: 'account' }]);
		expect(answer.timeline.map(({ type }) => type)).toContain('email.opened');
		expect(answer.meta.saved).toMatchObject({ credits: 2 });
	});

	it('once, however often a node reads the same', async () => {
		const { graph } = open();
		await learn(graph, readDana);
		const before = await graph.statistics();
		await learn(graph, readDana, readDana);
		expect(await graph.statistics()).toEqual(before);
	});

	it('a waterfall’s facts each from the vendor that had it', async () => {
		const { graph } = open();
		await learn(graph, {
			family: 'enrichment',
			operation: 'waterfall.person',
			input: { linkedinUrl: 'https://www.linkedin.com/in/dana-doe' },
			outcome: {
				provider: 'waterfall',
				status: 'partial',
				record: {
					email: 'dana@acme.com',
					title: 'VP Sales',
					linkedinUrl: 'https://www.linkedin.com/in/dana-doe',
					sources: {
						email: { vendor: 'hunter', at: '2026-10-30T00:00:00.000Z', cached: true },
						title: { vendor: 'apollo', at: '2026-11-01T00:00:00.000Z', cached: false },
					},
					missing: ['phone'],
					steps: [],
					spent: { credit: 1 },
				},
			},
		});
		const answer = await graph.getContext({ subject: { email: 'dana@acme.com' } });
		expect(answer.contact?.facts).toMatchObject({
			email: { source: 'hunter', ageDays: 2 },
			title: { source: 'apollo', ageDays: 0 },
		});
		expect(answer.contact?.facts).not.toHaveProperty('missing');
	});

	it('what jobs found when they finished, once, however often they are told', async () => {
		const { graph } = open();
		const job = (what: string, asked: object, more: object) => ({
			what,
			handle: 'job',
			asked,
			askedAt: '2026-10-29T00:00:00.000Z',
			finishedAt: '2026-10-30T00:00:00.000Z',
			status: 'found',
			...more,
		});
		const told: Told = {
			family: 'enrichment',
			operation: 'job.finished',
			outcome: {
				provider: 'apollo',
				record: {
					jobs: [
						job('person', { email: 'dana@acme.com' }, { record: { title: 'CRO' } }),
						job(
							'email',
							{ email: 'dana@acme.com' },
							{
								record: { email: 'dana@acme.com', status: 'deliverable' },
							},
						),
						job(
							'company',
							{ domain: 'acme.com' },
							{ record: { domain: 'acme.com', employees: 9 } },
						),
						job('person', { email: 'joe@acme.com' }, { status: 'not_found' }),
					],
					open: 0,
					cursor: 'x',
					more: false,
				},
			},
		};
		await learn(graph, told);
		const { contact, account } = await graph.getContext({ subject: { email: 'dana@acme.com' } });
		expect(contact?.facts).toMatchObject({
			title: { value: 'CRO', source: 'apollo', ageDays: 2 },
			emailStatus: { value: 'deliverable' },
		});
		expect(account?.facts).toMatchObject({ employees: { value: 9 } });
		expect(await graph.getContext({ subject: { email: 'joe@acme.com' } })).toMatchObject({
			status: 'not_found',
		});
		const before = await graph.statistics();
		await learn(graph, told);
		expect(await graph.statistics()).toEqual(before);
	});

	it('nothing of what failed', async () => {
		const { graph } = open();
		const failed = { ...readDana, outcome: { status: 'upstream_error', record: DANA } } as Told;
		expect(await learn(graph, failed)).toEqual([{ written: 0, failed: 0, left: 0, waiting: 0 }]);
		expect(await graph.getContext({ subject: { email: 'dana@acme.com' } })).toMatchObject({
			status: 'not_found',
		});
	});
});

describe('an observer', () => {
	const write = writesOfOutcome(observed(readDana)).slice(0, 1);
	const unreachable = async () => await Promise.reject<ContextGraph>(new Error('the disk is full'));

	it('whose store cannot be opened says so, and lets the node go on', async () => {
		const observer = createObserver({
			graph: unreachable,
			capacity: 10,
			patienceMs: 60_000,
			report: () => undefined,
		});
		expect(await observer.observe([...write, ...write])).toEqual({
			written: 0,
			failed: 2,
			left: 0,
			waiting: 0,
			reason: 'the disk is full',
		});
	});

	it('takes no more than its capacity, and counts what it left', async () => {
		const observer = createObserver({
			graph: unreachable,
			capacity: 1,
			patienceMs: 60_000,
			report: () => undefined,
		});
		expect(await observer.observe([...write, ...write, ...write])).toMatchObject({ left: 2 });
	});

	it('lets a node go on whose patience is over, and reports what fails afterwards', async () => {
		let reject: (error: Error) => void = () => undefined;
		const reported = new Promise<string>((resolve) => {
			const observer = createObserver({
				graph: async () =>
					await new Promise<ContextGraph>((_resolve, refuse) => {
						reject = refuse;
					}),
				capacity: 10,
				patienceMs: 0,
				report: resolve,
			});
			void observer.observe(write).then(({ waiting }) => {
				expect(waiting).toBe(1);
				reject(new Error('the disk is full'));
			});
		});
		expect(await reported).toBe('1 not recorded: the disk is full');
	});
});
