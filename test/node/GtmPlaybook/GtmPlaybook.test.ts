import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmContext } from '../../../nodes/GtmContext/GtmContext.node';
import { GtmPlaybook } from '../../../nodes/GtmPlaybook/GtmPlaybook.node';
import { useContextFolder } from '../GtmContext/context-folder';
import { runWorkflow } from '../harness/run-workflow';

const EMAIL = 'dana@acme.com';

describe('GTM Playbook', () => {
	useContextFolder();

	async function run(
		type: 'gtmPlaybook' | 'gtmContext',
		[resource, operation]: readonly [string, string],
		parameters: INodeParameters,
		items: IDataObject[] = [{ email: EMAIL }],
	) {
		const nodes = [
			{
				name: 'Node',
				type: `test.${type}`,
				parameters: { resource, operation, options: {}, ...parameters },
			},
		];
		const nodeTypes = [new GtmPlaybook(), new GtmContext()];
		const startItems = items.map((json) => ({ json }));
		const finished = await runWorkflow({ nodes, connections: {} }, { nodeTypes, startItems });
		const output = finished.status === 'success' ? finished.output('Node') : [];
		return { error: finished.error, items: output.map(({ json }) => json) };
	}

	const play = async (
		operation: readonly [string, string],
		parameters: INodeParameters = {},
		items?: IDataObject[],
	) => await run('gtmPlaybook', operation, { prospect: EMAIL, ...parameters }, items);

	const know = async (type: string, value: string, facts: object) =>
		await run('gtmContext', ['fact', 'record'], {
			type,
			findBy: type === 'account' ? 'domain' : 'email',
			value,
			facts: JSON.stringify(facts),
			source: 'hubspot',
		});

	beforeEach(async () => {
		await know('contact', EMAIL, { title: 'VP of Sales', accountDomain: 'acme.com' });
		await know('account', 'acme.com', { industry: 'Software', employees: 400, country: 'US' });
		await run('gtmContext', ['activity', 'recordEvent'], {
			findBy: 'email',
			value: EMAIL,
			eventType: 'form.submitted',
			summary: 'Wants a demo',
			source: 'form:website',
		});
	});

	it('scores a lead by what the graph knows', async () => {
		const { items } = await play(['qualification', 'score']);
		expect(items).toMatchObject([{ tier: 'B', decision: 'route_sales', decided_by: 'rubric' }]);
	});

	it('scores by the rows of a table, and names one that cannot be used', async () => {
		const row = {
			id: 'x',
			part: 'fit',
			about: 'account.industry',
			test: 'is',
			value: 'Farming',
			points: 10,
		};
		const rubric = (rows: object[]) => ({ rubric: JSON.stringify(rows.map((json) => ({ json }))) });
		const { items } = await play(['qualification', 'score'], rubric([row]));
		expect(items).toMatchObject([{ fit_score: 0 }]);
		const { error } = await play(['qualification', 'score'], rubric([{ ...row, part: 'luck' }]));
		expect(error?.message).toMatch(
			/^Rubric cannot be used: row 1 of the rubric: part .* \[item 0\]/,
		);
	});

	it('takes the decision of a model, or says why the rubric decides', async () => {
		const decision = (evidence: string) =>
			JSON.stringify({
				score: 80,
				decision: 'route_sales',
				confidence: 0.8,
				reasons: [{ code: 'icp', text: 'Fits', impact: 10, evidence: [evidence] }],
			});
		const taken = await play(['qualification', 'checkDecision'], {
			decision: decision('account.industry'),
		});
		expect(taken.items).toMatchObject([{ decided_by: 'model', score: 80 }]);
		const refused = await play(['qualification', 'checkDecision'], {
			decision: decision('account.luck'),
		});
		expect(refused.items).toMatchObject([
			{ decided_by: 'rubric', rejected: [{ code: 'evidence' }] },
		]);
		const options = { failed: 'timed out' };
		const failed = await play(['qualification', 'checkDecision'], { decision: '', options });
		expect(failed.items).toMatchObject([
			{ decided_by: 'rubric', rejected: [{ code: 'model_failed' }] },
		]);
	});

	it('chooses hooks, and checks a message that stands on one', async () => {
		const hooks = await play(['personalization', 'chooseHooks'], { style: 'Short' });
		expect(hooks.items).toMatchObject([
			{ style: 'Short', hooks: [{ id: 'event.1', text: 'Wants a demo' }, {}] },
		]);
		const message = {
			subject: 'Your demo',
			body: 'Hi, you asked us for a demo. Is Tuesday good? Tell me to unsubscribe and I will.',
			claims: [{ text: 'you asked us for a demo', evidence_id: 'event.1' }],
		};
		const checked = await play(['personalization', 'checkMessage'], {
			message: JSON.stringify(message),
		});
		expect(checked.items).toMatchObject([{ ok: true, problems: [] }]);
	});

	it('shortlists sequences by the guard of the graph, and takes a pick of them only', async () => {
		const catalogue = JSON.stringify([
			{ sequenceId: '1', provider: 'apollo', personas: 'vp' },
			{ sequenceId: '2', provider: 'apollo', countries: 'DE' },
		]);
		const { items } = await play(['routing', 'shortlist'], { catalogue, tier: 'B' });
		expect(items).toMatchObject([{ status: 'open', candidates: [{ sequenceId: '1' }] }]);
		const picked = await play(['routing', 'acceptPick'], {
			shortlist: JSON.stringify(items[0]),
			pick: '{"sequence_id":"2"}',
		});
		expect(picked.items).toMatchObject([{ decidedBy: 'order', selected: { sequenceId: '1' } }]);
		await run('gtmContext', ['identity', 'suppress'], {
			findBy: 'email',
			value: EMAIL,
			reason: 'unsubscribed',
			source: 'import',
		});
		const after = await play(['routing', 'shortlist'], { catalogue, tier: 'B' });
		expect(after.items).toMatchObject([{ status: 'none', candidates: [] }]);
	});

	it('composes a briefing with who attends', async () => {
		const { items } = await play(['briefing', 'compose'], {
			prospect: 'acme.com',
			attendees: EMAIL,
		});
		expect(items[0]?.text).toContain('industry: Software [hubspot');
		expect(items[0]?.text).toContain(`${EMAIL}, VP of Sales, last: form.submitted`);
	});

	it('is a dry run until it is set to live', async () => {
		const options = { action: 'none' };
		expect((await play(['guard', 'begin'], { play: 'route', options })).items).toMatchObject([
			{ go: 'dry_run' },
		]);
	});

	it('begins, ends, cools down, and finds what never ended', async () => {
		const live = { play: 'qualify', mode: 'live', options: { action: 'none' } };
		const [begun] = (await play(['guard', 'begin'], live)).items;
		expect(begun).toMatchObject({ go: 'live' });
		const inputs = [EMAIL, 'dropped@acme.com'].map((email) => ({
			email,
			receivedAt: new Date(Date.now() - 60_000).toISOString(),
		}));
		const find = async () =>
			(
				await play(
					['backstop', 'findUndecided'],
					{
						play: 'qualify',
						prospect: '={{ $json.email }}',
						receivedAt: '={{ $json.receivedAt }}',
					},
					inputs,
				)
			).items.map(({ email }) => email);
		expect(await find()).toEqual([EMAIL, 'dropped@acme.com']);
		const runId = begun?.runId as string;
		expect((await play(['guard', 'end'], { runId, verdict: 'nurture' })).items).toMatchObject([
			{ status: 'ended' },
		]);
		expect(await find()).toEqual(['dropped@acme.com']);
		expect((await play(['guard', 'begin'], live)).items).toMatchObject([
			{ go: 'stop', blocks: [{ code: 'cool_down' }] },
		]);
	});

	it('stops everything by the kill switch', async () => {
		await play(['guard', 'killSwitch'], { play: '*', stopped: true, reason: 'Complaints' });
		const live = { play: 'route', mode: 'live', options: { action: 'none' } };
		expect((await play(['guard', 'begin'], live)).items).toMatchObject([
			{ go: 'stop', blocks: [{ code: 'kill_switch' }] },
		]);
	});
});
