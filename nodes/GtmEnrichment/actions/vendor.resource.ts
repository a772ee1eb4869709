import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { EnrichmentVendor, SignalQuery } from '../../../src/gtm/enrichment/enrichment-vendor';
import { follow } from '../../../src/gtm/enrichment/follow';
import { type Question, problemOf } from '../../../src/gtm/enrichment/question';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { SIGNAL_KINDS } from '../../../src/gtm/model/signal';
import { toEmail } from '../../../src/gtm/model/email';
import { vendors } from '../../../src/gtm/vendors/registry';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readFields } from '../../../src/n8n/gtm/node/output.properties';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { companyQuestion, personQuestion, readCompany, readPerson } from './question.properties';

type Given = VendorContext<EnrichmentVendor>;

const SECOND_MS = 1_000;

const followSeconds: INodeProperties = {
	displayName: 'Wait for the Answer (Seconds)',
	name: 'followSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600 },
	default: 60,
	description:
		'For vendors that answer later. After that the item is pending, with a handle to go on with.',
};

const signal: INodeProperties[] = [
	{
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{ name: 'Funding', value: 'funding' },
			{ name: 'Hiring', value: 'hiring' },
			{ name: 'Intent', value: 'intent' },
			{ name: 'Job Change', value: 'job_change' },
			{ name: 'News', value: 'news' },
			{ name: 'Technology', value: 'technology' },
		],
		default: ['funding', 'hiring', 'news'],
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description: 'Nothing older',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com',
	displayOptions: { show: { resource: ['email'] } },
};

export const VENDOR_RESOURCES = ['company', 'person', 'signal', 'email', 'credit'];

export const description: INodeProperties[] = [
	...operationProperties(vendors.enrichment, 'company', {
		enrich: {
			name: 'Enrich',
			action: 'Enrich a company',
			description: 'One vendor, by domain or name',
		},
	}),
	...operationProperties(vendors.enrichment, 'person', {
		enrich: {
			name: 'Enrich',
			action: 'Enrich a person',
			description: 'One vendor, by email, LinkedIn URL, or name and company',
		},
	}),
	...operationProperties(vendors.enrichment, 'signal', {
		list: {
			name: 'Get Many',
			action: 'Get the signals of a company',
			description: 'Reasons to talk',
		},
	}),
	...operationProperties(vendors.enrichment, 'email', {
		verify: { name: 'Verify', action: 'Verify an email address' },
	}),
	...operationProperties(vendors.enrichment, 'credit', {
		balance: { name: 'Get Balance', action: 'Get the credits that are left' },
	}),
	...companyQuestion({ resource: ['company', 'signal'] }),
	...personQuestion({ resource: ['person'] }),
	email,
	...updateDisplayOptions({ show: { resource: ['signal'] } }, signal),
	{ ...followSeconds, displayOptions: { show: { resource: ['company', 'person', 'email'] } } },
];

/** What one vendor is asked, by operation. */
export const executes: Readonly<Record<string, Execute<EnrichmentVendor>>> = {
	'company.enrich': (given) => askVendor(given, 'company'),
	'person.enrich': (given) => askVendor(given, 'person'),
	'signal.list': ({ context, vendor, client }) =>
		oneByOne<SignalQuery>(
			(itemIndex) => readSignals(context, itemIndex),
			async (query) => await vendor.listSignals(client, query),
		),
	'email.verify': (given) =>
		oneByOne<{ address: string; followMs: number }>(
			(itemIndex) => {
				const address = toEmail(readText(given.context, 'email', itemIndex));
				if (address === undefined)
					throw new RangeError('Email is no address, such as dana@acme.com.');
				return { address, followMs: readFollowMs(given.context, itemIndex) };
			},
			async ({ address, followMs }) => {
				const first = await given.vendor.verifyEmail(given.client, address, {});
				return await toTheEnd(given, 'email', first, followMs);
			},
		),
	'credit.balance': ({ vendor, client }) =>
		oneByOne<undefined>(
			() => undefined,
			async () => await vendor.creditBalance(client),
		),
};

function askVendor(given: Given, kind: Question['kind']) {
	const { context, vendor, client } = given;
	return oneByOne<{ question: Question; itemIndex: number }>(
		(itemIndex) => ({ question: readQuestion(context, kind, itemIndex), itemIndex }),
		async ({ question, itemIndex }) => {
			const fields = readFields(context, itemIndex);
			const raw = context.getNodeParameter('options.output', itemIndex, 'simplified') === 'raw';
			const options = {
				...(fields.length > 0 && { fields }),
				...(raw && { keepRaw: true as const }),
			};
			const first =
				question.kind === 'company'
					? await vendor.enrichCompany(client, question.query, options)
					: await vendor.enrichPerson(client, question.query, options);
			return await toTheEnd(given, kind, first, readFollowMs(context, itemIndex));
		},
	);
}

async function toTheEnd(
	{ context, vendor, client }: Given,
	kind: 'company' | 'person' | 'email',
	first: Outcome,
	followMs: number,
): Promise<Outcome> {
	if (first.status !== 'pending') return first;
	const signal = context.getExecutionCancelSignal();
	const { clock } = gtmProcess();
	const settings = { clock, followMs, ...(signal && { signal }) };
	return await follow({ vendor, client }, kind, first, settings);
}

/** @throws RangeError if the question cannot be put */
export function readQuestion(
	context: Given['context'],
	kind: Question['kind'],
	itemIndex: number,
): Question {
	const question: Question =
		kind === 'company'
			? { kind, query: readCompany(context, itemIndex) }
			: { kind, query: readPerson(context, itemIndex) };
	const problem = problemOf(question);
	if (problem !== undefined) throw new RangeError(problem);
	return question;
}

export function readFollowMs(context: Given['context'], itemIndex: number): number {
	const seconds = Number(context.getNodeParameter('followSeconds', itemIndex, 60));
	if (!(seconds >= 0))
		throw new RangeError('Wait for the Answer (Seconds) is no number from 0 on.');
	return seconds * SECOND_MS;
}

function readSignals(context: Given['context'], itemIndex: number): SignalQuery {
	const chosen: unknown = context.getNodeParameter('kinds', itemIndex, []);
	const kinds = SIGNAL_KINDS.filter((kind) => Array.isArray(chosen) && chosen.includes(kind));
	if (kinds.length === 0)
		throw new RangeError('Kinds is empty: choose at least one kind of signal.');
	const since = readText(context, 'since', itemIndex);
	if (since !== '' && Number.isNaN(Date.parse(since))) throw new RangeError('Since is no date.');
	return {
		...readCompany(context, itemIndex),
		kinds,
		...(since !== '' && { since: new Date(since).toISOString() }),
		limit: Number(context.getNodeParameter('limit', itemIndex, 50)),
	};
}
