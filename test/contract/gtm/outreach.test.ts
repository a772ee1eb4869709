import { outreach as emulated } from '../../../sandbox/vendors/outreach/outreach.ts';
import { outreach } from '../../../src/gtm/vendors/outreach/outreach';
import { lookTogether } from '../../../src/gtm/sequencer/people-in-sequence';
import { sandboxOf } from '../../unit/src/gtm/vendors/sequencer-sandbox';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: '*',
		in: 'request',
		problem: /^query (?:filter|page|sort|include)\b.* is unknown to/,
		reason:
			'The specification leaves out the parameters of JSON:API; its descriptions say by what can be filtered.',
	},
];

describeContract('outreach', DEVIATIONS, (spec) => {
	test('every operation sends what the specification asks for, and the emulator answers so', async () => {
		let problems: readonly string[] = [];
		const box = sandboxOf(
			outreach,
			emulated,
			{ headers: { authorization: 'Bearer sandbox-outreach' } },
			{
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/outreach');
					({ problems } = checked);
					return checked.port;
				},
			},
		);
		const { client, run, world } = box;
		const { record: [first] = [] } = await run(outreach.listSequences(client, { limit: 5 }));
		const sequenceId = first?.id ?? '';
		const email = 'dana.kim@new.example';
		const senderId = world.users[0]?.email ?? '';
		const reference = { sequenceId, email };
		const { record: [template] = [] } = await run(outreach.listTemplates(client, { limit: 1 }));
		const templateId = template?.id ?? '';
		const enrolled = await run(
			outreach.enroll(client, { sequenceId, senderId, contact: { email, lastName: 'Kim' } }),
		);
		const statuses = [
			enrolled,
			await run(outreach.getSequence(client, sequenceId)),
			await run(outreach.getEnrollment(client, { sequenceId, enrollmentId: enrolled.record?.id })),
			await run(outreach.pause(client, reference)),
			await run(outreach.resume(client, reference)),
			await run(outreach.stop(client, reference)),
			await run(
				outreach.updateStep(client, { sequenceId, step: { number: 1 }, body: 'x', delayHours: 5 }),
			),
			await run(outreach.getTemplate(client, templateId)),
			await run(outreach.updateTemplate(client, { templateId, name: 'New name' })),
			await run(outreach.statistics(client, { sequenceId })),
		].map(({ status }) => status);
		await run(
			outreach.engagementHistory(client, { email: world.examples.enrolled.email }, { limit: 100 }),
		);
		const others = [email, 'nobody@new.example'];
		const together = await run(lookTogether(outreach, client, sequenceId, others));
		expect(together.map(({ status }) => status)).toEqual(['found', 'not_found']);
		// A refusal is as specified, too.
		expect(await run(outreach.resume(client, reference))).toMatchObject({ status: 'invalid' });
		expect(problems).toEqual([]);
		expect(statuses).toEqual([
			'created',
			'found',
			'found',
			'updated',
			'updated',
			'updated',
			'updated',
			'found',
			'updated',
			'found',
		]);
	});
});
