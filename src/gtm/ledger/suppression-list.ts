import type { Addition } from '../../base/suppression/suppression-register';
import type { SuppressionKey, SuppressionKind, SuppressionPlace } from './suppression-key';

/** Who must not be contacted or written, and why. */
export interface SuppressionDraft extends SuppressionKey {
	/** `unsubscribed`, `customer`, `competitor`, … No personal data. */
	reason: string;
	/** Who said so: `hubspot`, `import`. */
	source?: string;
	/** Milliseconds since 1970; for ever if left out. */
	expiresAt?: number;
}

/** What holds for someone. */
export interface Suppression extends Omit<SuppressionDraft, 'value' | 'scope'> {
	scope: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** As it stands on the list. */
export interface SuppressionEntry extends Suppression {
	/** Left out where it cannot be read any more: written by an older version, or with another key of n8n's. It holds all the same. */
	value?: string;
}

export interface SuppressionQuery {
	kind?: SuppressionKind;
	scope?: string;
	limit: number;
}

/** Checked before anything is written to a CRM or a sequencer. Digests find an entry; its value is sealed. */
export interface SuppressionList {
	/**
	 * All of them, or none. The same one again replaces the first.
	 *
	 * @returns what became of each, in order
	 * @throws RangeError naming the place of one that cannot be used
	 */
	add(drafts: readonly SuppressionDraft[]): Promise<Addition[]>;
	/** @returns for each whether it was there, in order */
	remove(keys: readonly SuppressionKey[]): Promise<boolean[]>;
	/**
	 * The first suppression that holds for a record: by any of its addresses, their domains, its domain
	 * or its company's, its LinkedIn page or its phones.
	 *
	 * @param record canonical fields; what names nobody is not on any list
	 * @param place anywhere, if left out
	 */
	find(record: object, place?: SuppressionPlace): Promise<Suppression | undefined>;
	/** Lists the current entries, newest first. */
	list(query: SuppressionQuery): Promise<SuppressionEntry[]>;
}
