import type { ChangeFeed } from '../changes/change-feed';
import type { Activity } from '../model/activity';
import type { CrmEntities, ReadOptions } from './crm-vendor';

/** What of a CRM can change. */
export const CHANGING = ['contact', 'company', 'deal', 'activity'] as const;

export type Changing = (typeof CHANGING)[number];

export interface ChangingEntities extends CrmEntities {
	activity: Activity;
}

export interface ChangeReadOptions extends Pick<ReadOptions, 'fields'> {
	/** Deletions are not asked for: some vendors keep them in a list of their own, which costs requests. */
	withoutDeletions?: true;
	/**
	 * Of a vendor that keeps no list of what was deleted, all records are read as well, and compared: for
	 * who must know what is gone, and asks seldom.
	 */
	comparing?: true;
}

/** What a CRM tells of changes: which lists to read on, in this order. */
export type CrmChanges = (
	what: Changing,
	options: ChangeReadOptions,
) => ReadonlyArray<ChangeFeed<ChangingEntities[Changing]>>;
