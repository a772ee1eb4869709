import { instantly as emulated } from '../../../sandbox/vendors/instantly/instantly.ts';
import { instantly } from '../../../src/gtm/vendors/instantly/instantly';
import { sandboxOf } from '../../unit/src/gtm/vendors/sequencer-sandbox';
import { checkedPort } from './openapi/checked-port';
import { describeContract } from './openapi/specs';

describeContract('instantly', [], (spec) => {
	test('every operation sends what the specification asks for, and the emulator answers so', async () => {
		let problems: readonly string[] = [];
		const box = sandboxOf(
			instantly,
			emulated,
			{ headers: { authorization: 'Bearer sandbox-instantly' } },
			{
				wrap: (port) => {
					const checked = checkedPort(port, spec(), 'http://localhost/instantly');
					({ problems } = checked);
					return checked.port;
				},
			},
		);
		const { client, run } = box;
		const { person, enrolled } = box.world.examples;
		const { record: [first, second] = [] } = await run(
			instantly.listSequences(client, { limit: 2, text: '' }),
		);
		const sequenceId = first?.id ?? '';
		const request = (email: string) => ({ sequenceId, contact: { email, firstName: 'Dana' } });
		const statuses = [
			await run(instantly.getSequence(client, sequenceId)),
			await run(
				instantly.enroll(client, { ...request(person.email), variables: { icebreaker: 'Hi' } }),
			),
			...((await run(
				instantly.enrollMany?.(client, [request('second@new.example')]) ?? Promise.resolve([]),
			)) ?? []),
			await run(instantly.getEnrollment(client, { sequenceId, email: person.email })),
			await run(instantly.stop(client, { sequenceId, email: person.email })),
			await run(
				instantly.updateStep(client, { sequenceId, step: { number: 2 }, body: 'x', delayHours: 5 }),
			),
			await run(instantly.statistics(client, { sequenceId })),
			await run(
				instantly.statistics(client, {
					sequenceId: second?.id ?? '',
					window: { from: '2026-01-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
				}),
			),
		].map(({ status }) => status);
		await run(instantly.engagementHistory(client, { email: enrolled.email }, { limit: 100 }));
		await client.send({ method: 'GET', path: '/api/v2/workspaces/current', effect: 'read' });
		expect(problems).toEqual([]);
		expect(statuses).toEqual([
			'found',
			'created',
			'created',
			'found',
			'updated',
			'updated',
			'found',
			'found',
		]);
	});
});
