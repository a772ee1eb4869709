import type { VendorClient } from '../http/vendor-client';
import type { Contact } from '../model/contact';
import { toLinkedInUrl } from '../../base/identity/linkedin';
import { type Outcome, isSuccess } from '../model/outcome';
import { isSamePhone, phoneSpellings } from '../../base/identity/phone';
import { wordKey } from '../model/vocabulary';
import { createdIn } from './created';
import type { CrmRecords, SearchCondition, UpsertDraft } from './crm-vendor';
import { serialised } from './serialised';
import { inDoubt } from './upsert-outcomes';

/** What a contact without an email is known by. */
interface Sign {
	key: string;
	/** Where it may stand, and in which spellings. */
	fields: readonly string[];
	spellings: readonly string[];
	/** Whether a contact that was found is meant. */
	fits(this: void, found: Contact): boolean;
}

/** Enough to know that there are several. */
const MATCHES_MAX = 20;

/**
 * Contacts that have no email are recognized by their LinkedIn page, else by phone number and name,
 * where the CRM can be searched by them; if nobody is found, they are new. A number alone names nobody:
 * colleagues share one.
 */
export function recognizedOtherwise(records: CrmRecords<Contact>): CrmRecords<Contact> {
	const upsert = async (client: VendorClient, draft: UpsertDraft<Contact>) => {
		const sign = signOf(draft);
		if (sign === undefined) return await records.upsert(client, draft);
		const act = async () => await upsertBySign(records, client, draft, sign);
		return await serialised(client, `contact ${sign.key}`, act);
	};
	if (records.upsertMany === undefined) return { ...records, upsert };
	return {
		...records,
		upsert,
		async upsertMany(client, drafts) {
			const outcomes = new Map<number, Outcome<Contact>>();
			const batch = [...drafts.entries()].filter(([, draft]) => signOf(draft) === undefined);
			const rest = batch.map(([, draft]) => draft);
			const written = (await records.upsertMany?.(client, rest)) ?? [];
			for (const [place, [index]] of batch.entries()) {
				const outcome = written[place];
				if (outcome) outcomes.set(index, outcome);
			}
			const all: Array<Outcome<Contact>> = [];
			for (const [index, draft] of drafts.entries()) {
				all.push(outcomes.get(index) ?? (await upsert(client, draft)));
			}
			return all;
		},
	};
}

function signOf({ match, values }: UpsertDraft<Contact>): Sign | undefined {
	if (match !== undefined || values.email !== undefined) return undefined;
	return bySite(values) ?? byPhone(values);
}

function bySite({ linkedinUrl }: Contact): Sign | undefined {
	const url = linkedinUrl === undefined ? undefined : toLinkedInUrl(linkedinUrl);
	if (linkedinUrl === undefined || url === undefined) return undefined;
	const bare = url.replace('https://www.', '');
	const starts = ['https://www.', 'https://', 'http://www.', 'http://', 'www.', ''];
	const spellings = starts.flatMap((start) => [`${start}${bare}`, `${start}${bare}/`]);
	return {
		key: url,
		fields: ['linkedinUrl'],
		spellings: [...new Set([linkedinUrl, ...spellings])],
		fits: ({ linkedinUrl: own = '' }) => toLinkedInUrl(own) === url,
	};
}

function byPhone(values: Contact): Sign | undefined {
	const { phone, mobilePhone, lastName, country } = values;
	const number = phone ?? mobilePhone;
	if (number === undefined || lastName === undefined || wordKey(lastName) === '') return undefined;
	return {
		key: `${phoneSpellings(number, country).join(' ')} ${wordKey(lastName)}`,
		fields: ['phone', 'mobilePhone'],
		spellings: phoneSpellings(number, country),
		fits: (found) =>
			[found.phone, found.mobilePhone].some(
				(own) => own !== undefined && isSamePhone(own, number, found.country ?? country),
			) && isNamed(found, values),
	};
}

/** A first name that one of them lacks says nothing against it. */
function isNamed(found: Contact, { firstName, lastName = '' }: Contact): boolean {
	const words = [found.firstName, found.lastName, found.fullName]
		.join(' ')
		.split(/\s+/)
		.map(wordKey);
	const has = (name: string) => name.split(/\s+/).every((word) => words.includes(wordKey(word)));
	const first =
		found.firstName === undefined && found.fullName === undefined ? undefined : firstName;
	return has(lastName) && (first === undefined || has(first));
}

async function upsertBySign(
	records: CrmRecords<Contact>,
	client: VendorClient,
	draft: UpsertDraft<Contact>,
	sign: Sign,
): Promise<Outcome<Contact>> {
	const made = createdIn(client).get(sign.key);
	if (made !== undefined) return await records.upsert(client, { ...draft, match: { id: made } });
	const found = await lookedFor(records, client, sign);
	// A CRM that cannot be searched by it knows nobody by it.
	if (found === undefined) return await records.upsert(client, draft);
	if ('failure' in found) return found.failure;
	const [first, ...others] = found.ids;
	if (first !== undefined) {
		if (others.length === 0)
			return await records.upsert(client, { ...draft, match: { id: first } });
		const stored = found.ids.map((id) => ({ id, values: {} }));
		return inDoubt({ kind: 'contact' }, client, stored);
	}
	const outcome = await records.upsert(client, { ...draft, unmatched: 'create' });
	if (outcome.record?.id !== undefined) createdIn(client).set(sign.key, outcome.record.id);
	return outcome;
}

type LookedFor = { ids: string[] } | { failure: Outcome<Contact> } | undefined;

/** Undefined if the CRM cannot be searched by any of the fields. */
async function lookedFor(
	records: CrmRecords<Contact>,
	client: VendorClient,
	{ fields, spellings, fits }: Sign,
): Promise<LookedFor> {
	const ids = new Set<string>();
	let isSearched = false;
	for (const field of fields) {
		for (const condition of waysToAsk(field, spellings)) {
			const { outcome, records: found } = await records.search(client, {
				conditions: [condition],
				limit: MATCHES_MAX,
			});
			// It does not take this operator, or has no such field.
			if (outcome.status === 'invalid') continue;
			if (!isSuccess(outcome) && outcome.status !== 'not_found' && outcome.status !== 'partial') {
				return { failure: outcome as Outcome<Contact> };
			}
			isSearched = true;
			for (const one of found) if (one.id !== undefined && fits(one)) ids.add(one.id);
			if (condition.operator === 'in') break;
		}
	}
	return isSearched ? { ids: [...ids] } : undefined;
}

/** All at once where the CRM takes a list, else the two likeliest. */
function waysToAsk(field: string, spellings: readonly string[]): SearchCondition[] {
	return [
		{ field, operator: 'in', value: spellings },
		...spellings.slice(0, 2).map((value) => ({ field, operator: 'eq' as const, value })),
	];
}
