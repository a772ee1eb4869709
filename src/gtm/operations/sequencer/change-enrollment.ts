import { heldBack } from '../../guard/action-check';
import { enrollmentSchema } from '../../model/enrollment';
import { stopChecked } from '../../sequencer/stop-checked';
import { enrollmentReference, sequencerOperation } from './sequencer-operation';

const common = { input: enrollmentReference, output: enrollmentSchema } as const;

export const getEnrollment = sequencerOperation({
	name: 'enrollment.get',
	label: 'Get',
	title: 'Get an enrollment',
	description: 'Shows the step and status of a person in a sequence',
	...common,
	effect: 'reads',
	run: async ({ vendor, client }, reference) => await vendor.getEnrollment(client, reference),
});

export const pauseEnrollment = sequencerOperation({
	name: 'enrollment.pause',
	label: 'Pause',
	title: 'Pause an enrollment',
	description: 'Sends nothing more until you resume it',
	...common,
	effect: 'repeatable',
	run: async ({ vendor, client }, reference) => await vendor.pause(client, reference),
});

export const resumeEnrollment = sequencerOperation({
	name: 'enrollment.resume',
	label: 'Resume',
	title: 'Resume an enrollment',
	description: 'Continues at the step at which it was paused',
	...common,
	effect: 'repeatable',
	scopes: ['sequencer.enroll'],
	run: async ({ vendor, client, clock, checkActions }, reference) => {
		const { email, sequenceId } = reference;
		const question = {
			actions: ['email'],
			provider: client.provider,
			record: { email },
			sequenceId,
			// The pace of a sequence is its own; who must not hear from us does not hear from it again.
			only: ['suppressed', 'opted_out', 'bounced'],
		} as const;
		return (
			(await heldBack(checkActions, question, clock.now())) ??
			(await vendor.resume(client, reference))
		);
	},
});

export const stopEnrollment = sequencerOperation({
	name: 'enrollment.stop',
	label: 'Stop',
	title: 'Stop an enrollment',
	description: 'For good',
	...common,
	effect: 'repeatable',
	run: async ({ vendor, client, ledger, clock }, reference) =>
		await stopChecked({ vendor, client, ledger: ledger(), clock }, reference),
});
