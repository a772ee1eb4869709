import type { OnceIdentity } from './once-ledger';

/** One person in one sequence of an account. */
export interface PersonInSequence extends OnceIdentity {
	sequenceId: string;
	/** As `toEmail` gives it. */
	email: string;
}

/** What this n8n did there last: the vendor's ids, no address. */
export interface EnrolledPerson {
	enrollmentId?: string;
	contactId?: string;
	/** Milliseconds since 1970. */
	stoppedAt?: number;
}

/**
 * Whom this n8n enrolled or stopped, whatever the campaign: a vendor finds a new contact by its id long
 * before it finds it by its address.
 */
export interface EnrolledPeople {
	get(person: PersonInSequence): Promise<EnrolledPerson | undefined>;
	put(person: PersonInSequence, known: EnrolledPerson): Promise<void>;
}
