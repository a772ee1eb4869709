import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { Enrollment } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import { found, notEnrolled } from './answers';
import { type ListPage, pagedList } from './paged-list';
import type { SequencerVendor } from './sequencer-vendor';
import { sideBySide } from './side-by-side';

/** A vendor that tells of many people by their addresses in one go. */
export interface PeopleByAddress {
	by: 'address';
	/** Addresses that it takes at once. */
	most: number;
	/** Those of them who are in the sequence, by address. Whoever is missing is not in it. */
	read(
		this: void,
		client: VendorClient,
		sequenceId: string,
		emails: readonly string[],
	): Promise<ReadonlyMap<string, Enrollment>>;
}

/** A vendor whose list of people can only be read from its beginning. */
export interface PeopleByPage {
	by: 'page';
	/** Requests that asking for one of them takes. */
	requestsEach: number;
	/** People who are in the sequence, each by all their addresses. */
	read(
		this: void,
		client: VendorClient,
		sequenceId: string,
		cursor: string | undefined,
	): Promise<ListPage<Enrollment>>;
	/** What the list does not tell of somebody. */
	complete?(this: void, client: VendorClient, enrollment: Enrollment): Promise<Enrollment>;
}

export type PeopleInSequence = PeopleByAddress | PeopleByPage;

/**
 * Where each of them is in the sequence, in as few requests as the vendor allows; outcomes in the order
 * of the addresses.
 */
export async function lookTogether(
	vendor: SequencerVendor,
	client: VendorClient,
	sequenceId: string,
	emails: readonly string[],
): Promise<Array<Outcome<Enrollment>>> {
	const { people } = vendor;
	const one = async (email: string) => await vendor.getEnrollment(client, { sequenceId, email });
	if (people === undefined || emails.length === 1) return await sideBySide(emails, one);
	if (people.by === 'address') return await byAddress(people, client, sequenceId, emails);
	const list = pagedList(
		client,
		`people in ${sequenceId}`,
		async (cursor) => await people.read(client, sequenceId, cursor),
	);
	await list.foresee(emails.length * people.requestsEach);
	return await sideBySide(emails, async (email) => {
		const seen = list.get(email);
		const record = seen.find(({ status }) => status === 'active' || status === 'paused') ?? seen[0];
		// Pages move while they are read, so whoever was not seen is asked for.
		return record === undefined ? await one(email) : await completed(people, client, record);
	});
}

async function completed(
	{ complete }: PeopleByPage,
	client: VendorClient,
	record: Enrollment,
): Promise<Outcome<Enrollment>> {
	try {
		return found(client.provider, complete ? await complete(client, record) : record);
	} catch (error) {
		return toOutcome(error);
	}
}

async function byAddress(
	{ most, read }: PeopleByAddress,
	client: VendorClient,
	sequenceId: string,
	emails: readonly string[],
): Promise<Array<Outcome<Enrollment>>> {
	const { provider } = client;
	const outcomes: Array<Outcome<Enrollment>> = [];
	for (let from = 0; from < emails.length; from += most) {
		const some = emails.slice(from, from + most);
		try {
			const seen = await read(client, sequenceId, some);
			for (const email of some) {
				const record = seen.get(email);
				outcomes.push(record ? found(provider, record) : notEnrolled(provider, sequenceId));
			}
		} catch (error) {
			const failure = toOutcome<Enrollment>(error);
			outcomes.push(...some.map(() => failure));
		}
	}
	return outcomes;
}
