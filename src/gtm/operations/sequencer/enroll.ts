import { enrollmentSchema } from '../../model/enrollment';
import { enrollChecked } from '../../sequencer/enroll-checked';
import { type Enrolling, enrollManyChecked } from '../../sequencer/enroll-many-checked';
import { z } from '../../../third-party/zod';
import { emailAddress, id, text } from '../fields';
import { sequenceId, sequencerOperation } from './sequencer-operation';

const contact = z.strictObject({
	firstName: text('First name').optional(),
	lastName: text('Last name').optional(),
	title: text('Job title').optional(),
	phone: text('Phone number').optional(),
	linkedinUrl: text('LinkedIn profile').optional(),
	accountName: text('Name of the company').optional(),
	accountDomain: text("The company's domain").optional(),
});

export const CONTACT_FIELDS = Object.keys(contact.shape) as Array<keyof typeof contact.shape>;

/** Blocks that whoever enrolls may set aside; the person's own wish is not among them. */
export const EVEN_IF = ['customer', 'open_deal', 'cool_down', 'cap_reached'] as const;

const input = z.strictObject({
	sequenceId,
	email: emailAddress,
	contact: contact
		.default({})
		.meta({ description: 'Only used if the vendor does not have the person yet' }),
	senderId: id('ID or address of the mailbox to send from, if the vendor needs one').optional(),
	variables: z
		.record(z.string(), z.string())
		.default({})
		.meta({ description: "Values for the sequence's own variables" }),
	campaign: text(
		'Prevents duplicates: a person is enrolled once per sequence and campaign name, such as 2026-Q4',
	).optional(),
	evenIfElsewhere: z.boolean().default(false).meta({
		description: 'Whether to enroll people who are or were in another sequence',
	}),
	evenIf: z.array(z.enum(EVEN_IF)).default([]).meta({
		description:
			'Reasons that do not stop the enrollment: customer, open_deal, cool_down (contacted lately), cap_reached (account contacted often)',
	}),
});

/** People of one call: what they ask the vendor for then goes together. */
const PORTION = 100;

function toEnrolling(given: z.output<typeof input>): Enrolling {
	const {
		sequenceId: sequence,
		email,
		senderId,
		variables,
		campaign,
		evenIfElsewhere,
		evenIf,
	} = given;
	const known = Object.entries(given.contact).filter(([, value]) => value !== undefined);
	return {
		request: {
			sequenceId: sequence,
			contact: { ...Object.fromEntries(known), email },
			variables,
			...(senderId !== undefined && { senderId }),
			...(evenIfElsewhere && { evenIfElsewhere: true }),
		},
		settings: { evenIf, ...(campaign !== undefined && { campaign }) },
	};
}

export const enroll = sequencerOperation({
	name: 'enrollment.enroll',
	label: 'Enroll',
	title: 'Enroll a contact',
	description:
		'Enrolls a person by email, once. Checks first whether the person may be contacted: suppression list, other sequences, open deals, recent contacts.',
	input,
	output: enrollmentSchema,
	// A second run is told from the first by the ledger, and enrolls nobody.
	effect: 'repeatable',
	scopes: ['sequencer.enroll'],
	run: async (ports, given) => {
		const { request, settings } = toEnrolling(given);
		return await enrollChecked({ ...ports, ledger: ports.ledger() }, request, settings);
	},
	runMany: async (ports, given) =>
		await enrollManyChecked({ ...ports, ledger: ports.ledger() }, given.map(toEnrolling)),
	portion: () => PORTION,
});
