import { accountSchema } from '../../model/account';
import { contactSchema, emailStatus } from '../../model/contact';
import { SIGNAL_KINDS, signalSchema } from '../../model/signal';
import { isoTime } from '../../model/value';
import { z } from '../../../third-party/zod';
import { emailAddress, limit } from '../fields';
import type { Operation } from '../operation';
import {
	type EnrichmentPorts,
	followMembers,
	paidQuestion,
	toTheEnd,
} from './enrichment-operation';
import {
	checkCompany,
	checkPerson,
	companyMembers,
	companyQuery,
	personMembers,
	personQuery,
} from './question-members';

export const enrichCompany = paidQuestion({
	name: 'company.enrich',
	label: 'Enrich',
	title: 'Enrich a company',
	description: 'One vendor, by domain or name',
	input: z.strictObject({ ...companyMembers, ...followMembers }).superRefine(checkCompany),
	output: accountSchema,
	run: async (ports, input) =>
		await toTheEnd(ports, 'company', input, async (options) => {
			return await ports.vendor.enrichCompany(ports.client, companyQuery(input), options);
		}),
});

export const enrichPerson = paidQuestion({
	name: 'person.enrich',
	label: 'Enrich',
	title: 'Enrich a person',
	description: 'One vendor, by email, LinkedIn URL, or name and company',
	input: z.strictObject({ ...personMembers, ...followMembers }).superRefine(checkPerson),
	output: contactSchema,
	run: async (ports, input) =>
		await toTheEnd(ports, 'person', input, async (options) => {
			return await ports.vendor.enrichPerson(ports.client, personQuery(input), options);
		}),
});

export const verifyEmail = paidQuestion({
	name: 'email.verify',
	label: 'Verify',
	title: 'Verify an email address',
	description: 'Whether it takes mail, in one vocabulary for all vendors',
	input: z.strictObject({ email: emailAddress, ...followMembers }),
	output: z.strictObject({
		email: z.string(),
		status: emailStatus,
		score: z.number().optional(),
	}),
	run: async (ports, input) =>
		await toTheEnd(ports, 'email', input, async (options) => {
			return await ports.vendor.verifyEmail(ports.client, input.email, options);
		}),
});

export const listSignals = paidQuestion({
	name: 'signal.list',
	label: 'Get Many',
	title: 'Get the signals of a company',
	description: 'Reasons to talk',
	input: z
		.strictObject({
			...companyMembers,
			kinds: z.array(z.enum(SIGNAL_KINDS)).min(1).max(10).meta({ description: 'Kinds of signals' }),
			since: isoTime.optional().meta({ description: 'Nothing older' }),
			limit,
		})
		.superRefine(checkCompany),
	output: z.array(signalSchema),
	run: async ({ vendor, client }, input) => {
		const { kinds, since, limit: most } = input;
		return await vendor.listSignals(client, {
			...companyQuery(input),
			kinds,
			...(since !== undefined && { since }),
			limit: most,
		});
	},
});

export const creditBalance: Operation<EnrichmentPorts, object> = {
	name: 'credit.balance',
	family: 'enrichment',
	label: 'Get Balance',
	title: 'Get the credits that are left',
	description: "In the vendor's own unit, under cost.remaining",
	input: z.strictObject({}),
	output: z.unknown(),
	effect: 'reads',
	price: 'free',
	scopes: ['enrichment.read'],
	run: async ({ vendor, client }) => await vendor.creditBalance(client),
};
