import type { SignalQuery } from '../../enrichment/enrichment-vendor';
import { problemOf } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { toInstant } from '../../model/instant';
import type { Outcome } from '../../model/outcome';
import { type Signal, type SignalKind, signalSchema } from '../../model/signal';
import { credits, findOrganization } from './enrich';
import { limitsOf } from './limits';

/** What Apollo has with a date. */
const KINDS: readonly SignalKind[] = ['funding', 'hiring', 'news'];

const NEWS_PAGE = 25;
const JOBS_PAGE = 100;

interface Found {
	signals: Signal[];
	spent: number;
}

interface Company {
	id: string;
	domain?: string;
	organization: Record<string, unknown>;
}

/**
 * Funding rounds from the organization (1 credit), job postings and news (1 credit each, one page each).
 * If one of them fails after others came it is `partial`: what was paid for is kept.
 */
export async function listSignals(
	client: VendorClient,
	query: SignalQuery,
): Promise<Outcome<Signal[]>> {
	const { provider } = client;
	const kinds = query.kinds.filter((kind) => KINDS.includes(kind));
	const problem =
		kinds.length === 0
			? `Apollo has signals of these types only: ${KINDS.join(', ')}.`
			: problemOf({ kind: 'company', query: companyOf(query) });
	if (problem !== undefined) {
		const reason = { code: 'unusable_query', message: problem };
		return { status: 'invalid', provider, reason, retry: { advised: false } };
	}
	const found: Found = { signals: [], spent: 0 };
	let failure: Outcome<Signal[]> | undefined;
	try {
		const organization = await findOrganization(client, companyOf(query));
		if (organization === undefined) return nothing(provider, 0, 'Apollo has no such company.');
		found.spent += 1;
		await collect(client, query, kinds, toCompany(organization), found);
	} catch (error) {
		failure = toOutcome(error);
	}
	return outcomeOf(provider, query, found, failure);
}

function companyOf({ domain, name, linkedinUrl }: SignalQuery) {
	return {
		...(domain !== undefined && { domain }),
		...(name !== undefined && { name }),
		...(linkedinUrl !== undefined && { linkedinUrl }),
	};
}

function toCompany(organization: Record<string, unknown>): Company {
	const domain = textOf(organization.primary_domain);
	return {
		id: textOf(organization.id) ?? '',
		organization,
		...(domain !== undefined && { domain }),
	};
}

async function collect(
	client: VendorClient,
	query: SignalQuery,
	kinds: readonly SignalKind[],
	company: Company,
	found: Found,
): Promise<void> {
	if (kinds.includes('funding')) found.signals.push(...fundingOf(company));
	if (kinds.includes('hiring')) {
		found.signals.push(...(await jobsOf(client, query, company)));
		found.spent += 1;
	}
	if (kinds.includes('news')) {
		found.signals.push(...(await newsOf(client, query, company)));
		found.spent += 1;
	}
}

/** Amounts are texts such as `100M`, currencies signs such as `$`: kept as they are. */
function fundingOf({ organization, domain }: Company): Signal[] {
	return recordsOf(organization.funding_events).map((event) => {
		const { amount, currency, type, investors } = event;
		const sum = `${textOf(currency) ?? ''}${textOf(amount) ?? ''}`;
		return toSignal('funding', domain, {
			id: event.id,
			title: ['Funding', textOf(type), sum].filter(Boolean).join(' '),
			detail: investors,
			at: event.date,
			url: event.news_url,
		});
	});
}

async function jobsOf(
	client: VendorClient,
	{ limit }: SignalQuery,
	{ id, domain }: Company,
): Promise<Signal[]> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/api/v1/organizations/${id}/job_postings`,
		query: { page: 1, per_page: Math.min(limit, JOBS_PAGE) },
		effect: 'unsafe',
		limits: limitsOf('organizations/job_postings'),
	});
	return recordsOf(recordOf(response.body).organization_job_postings).map((job) =>
		toSignal('hiring', domain, {
			id: job.id,
			title: job.title,
			detail: [job.city, job.country].filter((part) => textOf(part) !== undefined).join(', '),
			at: job.posted_at,
			url: job.url,
		}),
	);
}

async function newsOf(
	client: VendorClient,
	{ limit, since }: SignalQuery,
	{ id, domain }: Company,
): Promise<Signal[]> {
	const response = await client.send({
		method: 'POST',
		path: '/api/v1/news_articles/search',
		query: {
			'organization_ids[]': [id],
			'published_at[min]': since?.slice(0, 10),
			page: 1,
			per_page: Math.min(limit, NEWS_PAGE),
		},
		effect: 'unsafe',
		limits: limitsOf('news_articles/search'),
	});
	return recordsOf(recordOf(response.body).news_articles).map((article) =>
		toSignal('news', domain, {
			id: article.id,
			title: article.title,
			detail: article.snippet,
			at: article.published_at,
			url: article.url,
		}),
	);
}

interface Told {
	id: unknown;
	title: unknown;
	detail: unknown;
	at: unknown;
	url: unknown;
}

function toSignal(kind: SignalKind, domain: string | undefined, told: Told): Signal {
	const id = textOf(told.id);
	const detail = textOf(told.detail);
	const at = toInstant(textOf(told.at) ?? '')?.toISOString();
	const url = textOf(told.url);
	return signalSchema.parse({
		kind,
		title: textOf(told.title) ?? kind,
		source: 'apollo',
		...(id !== undefined && { id }),
		...(detail !== undefined && { detail }),
		...(at !== undefined && { at }),
		...(url !== undefined && { url }),
		...(domain !== undefined && { accountDomain: domain }),
	});
}

function outcomeOf(
	provider: string,
	query: SignalQuery,
	{ signals, spent }: Found,
	failure: Outcome<Signal[]> | undefined,
): Outcome<Signal[]> {
	const since = query.since === undefined ? -Infinity : Date.parse(query.since);
	const record = signals
		.filter(({ at }) => at === undefined || Date.parse(at) >= since)
		.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
		.slice(0, query.limit);
	const left = query.kinds.filter((kind) => !KINDS.includes(kind));
	const notes = left.length > 0 ? { notes: [`Apollo has no signals of: ${left.join(', ')}.`] } : {};
	if (failure !== undefined) {
		if (spent === 0) return failure;
		const why = failure.reason?.message ?? 'a request failed';
		const reason = { code: 'source_failed', message: `Some signals are missing:  ${why}` };
		return { ...failure, status: 'partial', record, reason, cost: credits(spent), ...notes };
	}
	if (record.length === 0)
		return nothing(provider, spent, 'Apollo has no signals for this company.');
	return { status: 'found', provider, record, cost: credits(spent), ...notes };
}

function nothing(provider: string, spent: number, message: string): Outcome<Signal[]> {
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_match', message },
		retry: { advised: false },
		cost: credits(spent),
	};
}
