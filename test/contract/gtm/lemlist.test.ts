import { lemlist as emulated } from '../../../sandbox/vendors/lemlist/lemlist.ts';
import { lemlist } from '../../../src/gtm/vendors/lemlist/lemlist';
import { lookTogether } from '../../../src/gtm/sequencer/people-in-sequence';
import { sandboxOf } from '../../unit/src/gtm/vendors/sequencer-sandbox';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';

const DEVIATIONS: readonly Deviation[] = [];

describeContract('lemlist', DEVIATIONS, (spec) => {
	test('every operation sends what the specification asks for, and the emulator answers so', async () => {
		let problems: readonly string[] = [];
		const authorization = `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}`;
		const box = sandboxOf(
			lemlist,
			emulated,
			{ headers: { authorization } },
			{
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/lemlist');
					({ problems } = checked);
					return checked.port;
				},
			},
		);
		const { client, run, world } = box;
		const { record: all = [] } = await run(lemlist.listSequences(client, { limit: 50 }));
		const sequenceId = all[0]?.id ?? '';
		const reviewed = all.find(({ name }) => name === 'Event guests')?.id ?? '';
		const { email } = world.examples.person;
		const reference = { sequenceId, email };
		const blocked = world.suppressions.find(({ kind }) => kind === 'email')?.value ?? '';
		const statuses = [
			await run(lemlist.getSequence(client, sequenceId)),
			await run(
				lemlist.enroll(client, { sequenceId, contact: { email, lastName: 'Kim', phone: '+1' } }),
			),
			await run(lemlist.enroll(client, { sequenceId, contact: { email: blocked } })),
			await run(lemlist.getEnrollment(client, reference)),
			await run(lemlist.pause(client, reference)),
			await run(lemlist.resume(client, reference)),
			await run(lemlist.stop(client, reference)),
			await run(lemlist.enroll(client, { sequenceId: reviewed, contact: { email } })),
			await run(lemlist.resume(client, { sequenceId: reviewed, email })),
			await run(
				lemlist.updateStep(client, { sequenceId, step: { number: 1 }, body: 'x', delayHours: 24 }),
			),
			await run(lemlist.statistics(client, { sequenceId })),
		].map(({ status }) => status);
		await run(
			lemlist.engagementHistory(client, { email: world.examples.enrolled.email }, { limit: 9 }),
		);
		const people = Array.from({ length: 6 }, (_, index) => `person${index}@new.example`);
		// So many that the list of unsubscribed people is read.
		for (const one of people)
			await run(lemlist.enroll(client, { sequenceId, contact: { email: one } }));
		const together = await run(lookTogether(lemlist, client, sequenceId, [email, ...people]));
		expect(together.map(({ status }) => status)).toEqual([
			'not_found',
			...people.map(() => 'found'),
		]);
		await client.send({ method: 'GET', path: '/api/team', effect: 'read' });
		expect(problems).toEqual([]);
		expect(statuses).toEqual([
			'found',
			'created',
			'suppressed',
			'found',
			'updated',
			'updated',
			'updated',
			'created',
			'updated',
			'updated',
			'found',
		]);
	});
});
