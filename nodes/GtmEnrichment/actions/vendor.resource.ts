import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type {
	EnrichOptions,
	EnrichmentVendor,
	SignalQuery,
} from '../../../src/gtm/enrichment/enrichment-vendor';
import { follow, withHandle } from '../../../src/gtm/enrichment/follow';
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

/** What can be pending, and so be gone on with. */
const FOLLOWED = ['company', 'email', 'person'] as const;

type Followed = (typeof FOLLOWED)[number];

const handles = FOLLOWED.map((resource): INodeProperties => {
	const able = vendors.enrichment.filter(({ follow: ask }) => ask?.[resource] !== undefined);
	return {
		displayName: 'Handle',
		name: 'handle',
		type: 'string',
		default: '',
		description: 'Of an item that was pending: goes on with it at no cost, instead of asking anew',
		displayOptions: {
			show: { resource: [resource], vendor: able.map(({ profile }) => profile.id) },
		},
	};
});

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
	...handles,
	{ ...followSeconds, displayOptions: { show: { resource: [...FOLLOWED] } } },
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
		oneByOne<Following & { address: string }>(
			(itemIndex) => {
				const address = toEmail(readText(given.context, 'email', itemIndex));
				if (address === undefined)
					throw new RangeError('Email is no address, such as dana@acme.com.');
				return { address, ...readFollowing(given.context, itemIndex) };
			},
			async ({ address, ...following }) =>
				await toTheEnd(given, 'email', following, async (options) => {
					return await given.vendor.verifyEmail(given.client, address, options);
				}),
		),
	'credit.balance': ({ vendor, client }) =>
		oneByOne<undefined>(
			() => undefined,
			async () => await vendor.creditBalance(client),
		),
};

/** What is wished of an answer, how long it is waited for, and what it was begun as. */
interface Following {
	options: EnrichOptions;
	/** Empty where nothing is pending yet. */
	handle: string;
	followMs: number;
}

function askVendor(given: Given, kind: Question['kind']) {
	const { context, vendor, client } = given;
	return oneByOne<Following & { question: Question }>(
		(itemIndex) => ({
			question: readQuestion(context, kind, itemIndex),
			...readFollowing(context, itemIndex),
		}),
		async ({ question, ...following }) =>
			await toTheEnd(given, kind, following, async (options) => {
				return question.kind === 'company'
					? await vendor.enrichCompany(client, question.query, options)
					: await vendor.enrichPerson(client, question.query, options);
			}),
	);
}

/** Before anything is asked: what cannot be read must cost nothing. */
function readFollowing(context: Given['context'], itemIndex: number): Following {
	const fields = readFields(context, itemIndex);
	const output = context.getNodeParameter('options.output', itemIndex, 'simplified');
	return {
		options: {
			...(fields.length > 0 && { fields }),
			...(output === 'raw' && { keepRaw: true }),
		},
		followMs: readFollowMs(context, itemIndex),
		handle: readText(context, 'handle', itemIndex),
	};
}

/** Asks, or goes on with what was asked before, until the answer is there or the time is over. */
async function toTheEnd(
	{ context, vendor, client }: Given,
	kind: Followed,
	{ options, followMs, handle }: Following,
	ask: (options: EnrichOptions) => Promise<Outcome>,
): Promise<Outcome> {
	const goOn = handle === '' ? undefined : vendor.follow?.[kind];
	const first: Outcome = goOn
		? withHandle(await goOn(client, handle, options), handle)
		: await ask(options);
	const signal = context.getExecutionCancelSignal();
	const { clock } = gtmProcess();
	const settings = { clock, followMs, options, ...(signal && { signal }) };
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
