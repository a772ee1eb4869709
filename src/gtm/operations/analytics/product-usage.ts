import { engagementEventSchema } from '../../model/enrollment';
import { windowSchema } from '../../model/metric';
import { z } from '../../../third-party/zod';
import { companyDomain, emailAddress } from '../fields';
import { checkWindowInput, windowMembers, windowOf } from '../window';
import { type AnalyticsPorts, analyticsOperation } from './analytics-operation';

const usage = z.strictObject({
	subject: z.strictObject({
		domain: z.string().optional(),
		email: z.string().optional(),
		id: z.string().optional(),
	}),
	window: windowSchema,
	events: z.number(),
	activeUsers: z.number().optional(),
	activeDays: z.number().optional(),
	firstSeen: z.string().optional(),
	lastSeen: z.string().optional(),
	topEvents: z.array(z.strictObject({ event: z.string(), count: z.number() })),
	recent: z.array(engagementEventSchema).optional(),
});

const members = {
	events: z
		.array(z.string().min(1))
		.max(100)
		.default([])
		.meta({ description: 'Events that count as usage. Default: all events.' }),
	...windowMembers,
} as const;

const queryOf = (
	ports: AnalyticsPorts,
	input: { events: string[] } & Parameters<typeof windowOf>[1],
) => ({
	window: windowOf(ports, input),
	...(input.events.length > 0 && { events: input.events }),
});

export const accountUsage = analyticsOperation({
	name: 'usage.account',
	label: 'Of an Account',
	title: 'Get the product usage of an account',
	description: 'Number of events and people, and the most frequent events',
	input: z.strictObject({ domain: companyDomain, ...members }).superRefine(checkWindowInput),
	output: usage,
	run: async (ports, input) => {
		const { domain } = input;
		return await ports.vendor.accountUsage(ports.client, { domain }, queryOf(ports, input));
	},
});

export const personUsage = analyticsOperation({
	name: 'usage.person',
	label: 'Of a Person',
	title: 'Get the product usage of a person',
	description: 'Number of events and active days, and the most frequent events',
	input: z.strictObject({ email: emailAddress, ...members }).superRefine(checkWindowInput),
	output: usage,
	run: async (ports, input) => {
		const { email } = input;
		return await ports.vendor.personUsage(ports.client, { email }, queryOf(ports, input));
	},
});
