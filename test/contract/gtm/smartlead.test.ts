import { smartlead as emulated } from '../../../sandbox/vendors/smartlead/smartlead.ts';
import { smartlead } from '../../../src/gtm/vendors/smartlead/smartlead';
import { sandboxOf } from '../../unit/src/gtm/vendors/sequencer-sandbox';
import { checkedPort } from './openapi/checked-port';
import { type Deviation, unspecified } from './openapi/spec';
import { describeContract } from './openapi/specs';

const CAMPAIGN = String.raw`/api/v1/campaigns/\d+`;

const LACKING =
	'the catalog was made from a part of the API reference; api.smartlead.ai/api-reference has it';

const DEVIATIONS: readonly Deviation[] = [
	...[
		['GET', '/api/v1/campaigns/'],
		['GET', CAMPAIGN],
		['GET', `${CAMPAIGN}/leads`],
		['POST', `${CAMPAIGN}/leads`],
		['GET', `${CAMPAIGN}/analytics`],
		['GET', '/api/v1/leads/'],
	].flatMap(([method = '', path = '']) => unspecified(method, path, LACKING)),
	{
		operation: 'GET /leads/{lead_id}',
		in: 'request',
		problem: /get-domain-block-list|query (filter_email_or_domain|limit|offset) is unknown/,
		reason: 'the catalog lacks GET /leads/get-domain-block-list, so it takes it for a lead',
	},
	{
		operation: 'POST /campaigns/{campaign_id}/sequences',
		in: 'request',
		problem: /required property '(seq_number|email_body|seq_delay_details)'/,
		reason: 'the catalog lists the members of a step beside the list of steps that they stand in',
	},
];

describeContract('smartlead', DEVIATIONS, (spec) => {
	test('every operation sends what the specification asks for, and the emulator answers it', async () => {
		let problems: readonly string[] = [];
		const box = sandboxOf(
			smartlead,
			emulated,
			{ query: { api_key: 'sandbox-smartlead' } },
			{
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/smartlead');
					({ problems } = checked);
					return checked.port;
				},
			},
		);
		const { client, run, world } = box;
		const { record: all = [] } = await run(smartlead.listSequences(client, { limit: 50 }));
		const sequenceId = all[0]?.id ?? '';
		const ended = all.find(({ status }) => status === 'archived')?.id ?? '';
		const { email } = world.examples.person;
		const reference = { sequenceId, email };
		const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
		const statuses = [
			await run(smartlead.getSequence(client, sequenceId)),
			await run(
				smartlead.enroll(client, {
					sequenceId,
					contact: { email, firstName: 'Dana', custom: { team: 7 } },
				}),
			),
			await run(smartlead.getEnrollment(client, reference)),
			await run(smartlead.pause(client, reference)),
			await run(smartlead.resume(client, reference)),
			await run(smartlead.stop(client, reference)),
			await run(
				smartlead.updateStep(client, {
					sequenceId: ended,
					step: { number: 1 },
					body: 'x',
					delayHours: 48,
				}),
			),
			await run(smartlead.statistics(client, { sequenceId })),
			await run(smartlead.statistics(client, { sequenceId, window })),
			await run(
				smartlead.engagementHistory(client, { email: world.examples.enrolled.email }, { limit: 9 }),
			),
		].map(({ status }) => status);
		const [feed] = smartlead.events ?? [];
		const since = Date.parse('2026-11-01T00:00:00.000Z');
		const pages = feed?.pages(client, since, since)[Symbol.asyncIterator]();
		const page = pages && (await run(pages.next()));
		const events = page?.done === false ? page.value.rows : [];
		expect(events.length).toBeGreaterThan(0);
		expect(problems).toEqual([]);
		expect(statuses).toEqual([
			'found',
			'created',
			'found',
			'updated',
			'updated',
			'updated',
			'updated',
			'found',
			'found',
			'found',
		]);
	});
});
