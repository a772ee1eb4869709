import { BoundedMap } from '../../base/bounded-map';
import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import type { Outcome } from '../model/outcome';
import type { CrmEntity, CrmVendor, PropertyDefinition } from './crm-vendor';

export interface PropertyQuestion {
	vendor: Pick<CrmVendor, 'listProperties'>;
	client: VendorClient;
	/**
	 * A digest of the credential. Not the account, which it would take a request to know: a credential that
	 * was connected anew, to another account, finds the list of the former one until that is too old.
	 */
	principal: string;
	entity: CrmEntity;
	/** Milliseconds that the list may be old; 0 asks the vendor, and the others profit. */
	maxAgeMs: number;
}

/** The properties of records, asked once for all nodes, items and forms of a process. */
export interface PropertyCache {
	/** An older list says in a note how old it is. A failure is not remembered. */
	list(question: PropertyQuestion): Promise<Outcome<PropertyDefinition[]>>;
}

interface Entry {
	/** When it was asked for, so that its age is never taken for less than it is. */
	askedAt: number;
	answer: Promise<Outcome<PropertyDefinition[]>>;
	state: 'asked' | 'answered';
}

/** Lists of a few accounts with three kinds of records each; a list may have 1,000 properties. */
const CAPACITY = 60;

export function createPropertyCache(clock: Pick<Clock, 'now'>): PropertyCache {
	const entries = new BoundedMap<string, Entry>(CAPACITY);

	function ask(key: string, { vendor, client, entity }: PropertyQuestion): Entry {
		const answer = vendor.listProperties(client, entity);
		const entry: Entry = { askedAt: clock.now(), answer, state: 'asked' };
		entries.set(key, entry);
		const forget = () => {
			if (entries.peek(key) === entry) entries.delete(key);
		};
		answer.then(({ status }) => {
			entry.state = 'answered';
			if (status !== 'found') forget();
		}, forget);
		return entry;
	}

	return {
		async list(question) {
			const key = `${question.client.provider} ${question.principal} ${question.entity}`;
			const known = entries.get(key);
			const ageMs = known ? clock.now() - known.askedAt : Number.POSITIVE_INFINITY;
			// Whoever asks at the same moment gets the same answer, also with an age of 0.
			if (known?.state === 'asked') return await known.answer;
			if (!known || ageMs >= question.maxAgeMs) return await ask(key, question).answer;
			return withAge(await known.answer, ageMs);
		},
	};
}

function withAge(
	outcome: Outcome<PropertyDefinition[]>,
	ageMs: number,
): Outcome<PropertyDefinition[]> {
	const seconds = Math.round(ageMs / 1000);
	const note = `The list is ${seconds} s old. To load it again, turn on "Refresh List".`;
	return { ...outcome, notes: [...(outcome.notes ?? []), note] };
}
