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
}

/** What a CRM tells of changes: which lists to read on, in this order. */
export type CrmChanges = (
	what: Changing,
	options: ChangeReadOptions,
) => ReadonlyArray<ChangeFeed<ChangingEntities[Changing]>>;
