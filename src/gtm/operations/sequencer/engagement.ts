import { engagementEventSchema } from '../../model/enrollment';
import { metricSchema } from '../../model/metric';
import { z } from '../../../third-party/zod';
import { emailAddress, limit } from '../fields';
import { betweenMembers, checkWindowInput, windowBetween } from '../window';
import { sequenceId, sequencerOperation } from './sequencer-operation';

export const engagementHistory = sequencerOperation({
	name: 'engagement.history',
	label: 'Get History',
	title: 'Get the engagement of a contact',
	description: 'Emails sent, opened, clicked and replied, newest first',
	input: z.strictObject({ email: emailAddress, limit }),
	output: z.array(engagementEventSchema),
	effect: 'reads',
	run: async ({ vendor, client }, input) => {
		const { email } = input;
		return await vendor.engagementHistory(client, { email }, { limit: input.limit });
	},
});

export const engagementStatistics = sequencerOperation({
	name: 'engagement.statistics',
	label: 'Get Statistics',
	title: 'Get the statistics of a sequence',
	description: 'Rates with their numerator and denominator',
	input: z.strictObject({ sequenceId, ...betweenMembers }).superRefine(checkWindowInput),
	output: z.array(metricSchema),
	effect: 'reads',
	run: async ({ vendor, client }, input) => {
		const window = windowBetween(input);
		return await vendor.statistics(client, {
			sequenceId: input.sequenceId,
			...(window && { window }),
		});
	},
});
