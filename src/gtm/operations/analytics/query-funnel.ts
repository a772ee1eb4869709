import { metricSchema } from '../../model/metric';
import { z } from '../../../third-party/zod';
import { id } from '../fields';
import { checkWindowInput, windowMembers, windowOf } from '../window';
import { analyticsOperation } from './analytics-operation';

export const queryFunnel = analyticsOperation({
	name: 'funnel.query',
	label: 'Query',
	title: 'Query a funnel',
	description: 'Conversion from the first step to each later step',
	input: z
		.strictObject({
			steps: z
				.array(z.string().min(1))
				.max(50)
				.default([])
				.meta({ description: 'At least two events in order' }),
			savedFunnelId: id(
				'ID of a funnel saved at the vendor, to use instead of Steps, if the vendor supports it',
			).optional(),
			withinHours: z
				.number()
				.min(1)
				.max(100_000)
				.default(168)
				.meta({ description: 'Maximum time from the first to the last step' }),
			...windowMembers,
		})
		.superRefine(checkWindowInput)
		.superRefine(({ steps, savedFunnelId }, context) => {
			if (steps.length >= 2 || savedFunnelId !== undefined) return;
			const message = 'needs at least two events. Add events, or use the ID of a saved funnel.';
			context.addIssue({ code: 'custom', path: ['steps'], message });
		}),
	output: z.array(metricSchema),
	run: async (ports, input) => {
		const { vendor, client } = ports;
		const { steps, savedFunnelId, withinHours } = input;
		return await vendor.queryFunnel(client, {
			steps,
			window: windowOf(ports, input),
			conversionWithinHours: withinHours,
			...(savedFunnelId !== undefined && { savedFunnelId }),
		});
	},
});
