import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Contact } from '../../../src/gtm/model/contact';
import { toEmail } from '../../../src/gtm/model/email';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { enrollChecked } from '../../../src/gtm/sequencer/enroll-checked';
import type {
	EnrollRequest,
	EnrollmentReference,
	SequencerVendor,
} from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendors } from '../../../src/gtm/vendors/registry';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readJsonObject, readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { readLocator, sequenceLocator } from './locators';

type Context = VendorContext<SequencerVendor>['context'];

const enrollProperties: INodeProperties[] = [
	{
		displayName: 'Contact Fields',
		name: 'contact',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'For a person that the vendor does not know yet',
		options: [
			{ displayName: 'Company', name: 'accountName', type: 'string', default: '' },
			{ displayName: 'Company Domain', name: 'accountDomain', type: 'string', default: '' },
			{ displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
			{ displayName: 'Job Title', name: 'title', type: 'string', default: '' },
			{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
			{ displayName: 'LinkedIn URL', name: 'linkedinUrl', type: 'string', default: '' },
			{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
		],
	},
	{
		displayName: 'Sender ID',
		name: 'senderId',
		type: 'string',
		default: '',
		description: 'The mailbox or user to send from, where the vendor wants one',
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variables',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "opener": "Congrats on the round" }',
		description: "Values for the sequence's own variables; texts",
	},
	{
		displayName: 'Enroll Options',
		name: 'enrollOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Campaign',
				name: 'campaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-Q4',
				description:
					'A person is enrolled once in a sequence, however often this runs; once more for each new campaign',
			},
			{
				displayName: 'Even If in Another Sequence',
				name: 'evenIfElsewhere',
				type: 'boolean',
				default: false,
				description: 'Whether to enroll people who are or were in another sequence of the vendor',
			},
		],
	},
];

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com',
	displayOptions: { show: { resource: ['enrollment'] } },
};

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, 'enrollment', {
		enroll: {
			name: 'Enroll',
			action: 'Enroll a contact',
			description: 'By email, once; suppression and other sequences are checked first',
		},
		get: {
			name: 'Get',
			action: 'Get an enrollment',
			description: 'Where someone is in a sequence',
		},
		pause: { name: 'Pause', action: 'Pause an enrollment' },
		resume: { name: 'Resume', action: 'Resume an enrollment' },
		stop: { name: 'Stop', action: 'Stop an enrollment', description: 'For good' },
	}),
	sequenceLocator({ resource: ['enrollment'] }),
	email,
	...updateDisplayOptions(
		{ show: { resource: ['enrollment'], operation: ['enroll'] } },
		enrollProperties,
	),
];

const enroll: Execute<SequencerVendor> = ({ context, vendor, client }) =>
	oneByOne<{ request: EnrollRequest; campaign: string }>(
		(itemIndex) => ({
			request: readRequest(context, itemIndex),
			campaign: readText(context, 'enrollOptions.campaign', itemIndex),
		}),
		async ({ request, campaign }) => {
			const ports = { vendor, client, ledger: gtmProcess().ledger() };
			return await enrollChecked(ports, request, campaign === '' ? {} : { campaign });
		},
	);

type Act = (client: VendorClient, reference: EnrollmentReference) => Promise<Outcome>;

const withReference =
	(actOf: (vendor: SequencerVendor) => Act): Execute<SequencerVendor> =>
	({ context, vendor, client }) =>
		oneByOne<EnrollmentReference>(
			(itemIndex) => ({
				sequenceId: readLocator(context, 'sequence', itemIndex),
				email: readEmail(context, itemIndex),
			}),
			async (reference) => await actOf(vendor)(client, reference),
		);

/** What is done with one person in one sequence, by operation. */
export const executes: Readonly<Record<string, Execute<SequencerVendor>>> = {
	'enrollment.enroll': enroll,
	'enrollment.get': withReference(
		(vendor) =>
			async (...given) =>
				await vendor.getEnrollment(...given),
	),
	'enrollment.pause': withReference(
		(vendor) =>
			async (...given) =>
				await vendor.pause(...given),
	),
	'enrollment.resume': withReference(
		(vendor) =>
			async (...given) =>
				await vendor.resume(...given),
	),
	'enrollment.stop': withReference(
		(vendor) =>
			async (...given) =>
				await vendor.stop(...given),
	),
};

function readRequest(context: Context, itemIndex: number): EnrollRequest {
	const senderId = readText(context, 'senderId', itemIndex);
	const evenIfElsewhere =
		context.getNodeParameter('enrollOptions.evenIfElsewhere', itemIndex, false) === true;
	return {
		sequenceId: readLocator(context, 'sequence', itemIndex),
		contact: { ...readContact(context, itemIndex), email: readEmail(context, itemIndex) },
		...(senderId !== '' && { senderId }),
		variables: readVariables(context, itemIndex),
		...(evenIfElsewhere && { evenIfElsewhere: true }),
	};
}

function readEmail(context: Context, itemIndex: number): string {
	const address = toEmail(readText(context, 'email', itemIndex));
	if (address === undefined) throw new RangeError('Email is no address, such as dana@acme.com.');
	return address;
}

const CONTACT_FIELDS = [
	'accountDomain',
	'accountName',
	'firstName',
	'lastName',
	'linkedinUrl',
	'phone',
	'title',
] as const;

function readContact(context: Context, itemIndex: number): Contact {
	const entries = CONTACT_FIELDS.map((name) => [
		name,
		readText(context, `contact.${name}`, itemIndex),
	]);
	return Object.fromEntries(entries.filter(([, value]) => value !== '')) as Contact;
}

function readVariables(context: Context, itemIndex: number): Record<string, string> {
	const values = readJsonObject(context, 'variables', itemIndex, 'Variables (JSON)');
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			if (typeof value === 'string' || typeof value === 'number') return [name, String(value)];
			throw new RangeError(`Variable "${name}" is neither a text nor a number.`);
		}),
	);
}
