import {
	foundOutcome,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { CompanyQuery, EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf, withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { VendorRequest, VendorResponse } from '../../http/vendor-request';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { numberOf, recordOf, textOf } from '../../model/json';
import type { MappingTable } from '../../model/mapping';
import type { Cost, Outcome } from '../../model/outcome';
import type { ZodType } from '../../../third-party/zod';
import { companyMapping } from './company.mapping';
import { REQUIRED, personMapping } from './person.mapping';

/**
 * From 1 to 10, how sure the vendor must be that it is the one. Its default is 2, which finds more and
 * errs more; each match is charged.
 *
 * @see https://docs.peopledatalabs.com/docs/input-parameters-person-enrichment-api#min_likelihood
 */
const LEAST_LIKELIHOOD = 6;

/** Names and titles come in small letters otherwise. */
const WANTED = { titlecase: true, min_likelihood: LEAST_LIKELIHOOD };

/**
 * One credit for a match. Nobody found is a 404 and free.
 *
 * @see https://docs.peopledatalabs.com/docs/reference-person-enrichment-api
 */
export async function enrichPerson(
	client: VendorClient,
	query: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const problem = problemOf({ kind: 'person', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	return await ask(client, options, {
		what: 'person',
		query: {
			email: query.email,
			profile: query.linkedinUrl,
			first_name: query.firstName,
			last_name: query.lastName,
			name: query.fullName,
			company: withCompanyDomain(query).domain ?? query.companyName,
			required: requirement(options.fields),
		},
		recordIn: (body) => recordOf(body.data),
		table: personMapping,
		schema: contactSchema,
	});
}

/** One credit for a match. Nothing found is a 404 and free. */
export async function enrichCompany(
	client: VendorClient,
	query: CompanyQuery,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const problem = problemOf({ kind: 'company', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	return await ask(client, options, {
		what: 'company',
		query: {
			website: withCompanyDomain(query).domain,
			name: query.name,
			profile: query.linkedinUrl,
		},
		recordIn: ({ status: _status, ...company }) => company,
		table: companyMapping,
		schema: accountSchema,
	});
}

/**
 * `mobile_phone OR phone_numbers`: a person without any of what is wanted is then no match, and free.
 * Undefined if something is wanted that cannot be required.
 */
function requirement(fields: readonly string[] = []): string | undefined {
	const names = fields.map((field) => REQUIRED[field]);
	if (names.length === 0 || names.includes(undefined)) return undefined;
	return [...new Set(names)].join(' OR ');
}

interface Question<Entity> {
	what: 'company' | 'person';
	query: NonNullable<VendorRequest['query']>;
	recordIn(this: void, body: Record<string, unknown>): Record<string, unknown>;
	table: MappingTable;
	schema: ZodType<Entity>;
}

async function ask<Entity>(
	client: VendorClient,
	options: EnrichOptions,
	{ what, query, recordIn, table, schema }: Question<Entity>,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'GET',
			path: `/v5/${what}/enrich`,
			query: { ...query, ...WANTED },
			// A second question is charged a second time.
			effect: 'unsafe',
			limits: [`${what}/enrich`],
			accept: [404],
		});
		if (response.status === 404) return missed(provider, what, response);
		const body = recordOf(response.body);
		const answer = recordIn(body);
		// Nobody found is a 404: whatever else has no record is no answer of theirs.
		if (textOf(answer.id) === undefined) return unreadableOutcome(provider, `it has no ${what}`);
		const source = withLikelihood(answer, body);
		const cost = costOf(response, 1);
		return foundOutcome(client, { table, schema, source, body, cost }, options);
	} catch (error) {
		return toOutcome(error);
	}
}

/** Ends up under `custom`, for whoever wants to be surer than the limit above. */
function withLikelihood(answer: Record<string, unknown>, { likelihood }: Record<string, unknown>) {
	return likelihood === undefined ? answer : { ...answer, likelihood };
}

/** `x-call-credits-spent` and `x-totallimit-remaining`; by the price list where they are missing. */
export function costOf({ headers }: VendorResponse, byPriceList: number): Cost {
	const remaining = numberOf(headers['x-totallimit-remaining']);
	return {
		amount: numberOf(headers['x-call-credits-spent']) ?? byPriceList,
		unit: 'credit',
		...(remaining !== undefined && { remaining }),
	};
}

function missed<Entity>(provider: string, what: string, response: VendorResponse): Outcome<Entity> {
	return {
		status: 'not_found',
		provider,
		reason: {
			code: 'no_match',
			message: `People Data Labs has no such ${what}, or is not sure enough about the match.`,
		},
		retry: { advised: false },
		cost: costOf(response, 0),
	};
}
