import type { ChangeFeed, FeedPage, FedRow } from '../../../changes/change-feed';
import type {
	ChangeReadOptions,
	Changing,
	ChangingEntities,
	CrmChanges,
} from '../../../crm/crm-changes';
import { idOf, textOf } from '../../../model/json';
import { STANDARD_FIELDS, selectionOf } from '../fields';
import { type SalesforceObject, accountObject, contactObject, opportunityObject } from '../objects';
import { nextPage, runQuery } from '../query';
import { ACTIVITY_FIELDS, type ActivityObject, readActivity } from './read-activity';

type Changed = ChangingEntities[Changing];
type Answer = Record<string, unknown>;

/**
 * A record bears the moment at which it was saved, and is shown when its transaction ends, which
 * Salesforce lets run for ten minutes at most.
 */
const TRANSACTION_MS = 10 * 60_000;

interface Described {
	name: string;
	select: readonly string[];
	toRecord(this: void, answer: Answer): Changed;
}

const OBJECTS: Readonly<Record<Exclude<Changing, 'activity'>, SalesforceObject<Changed>>> = {
	contact: contactObject,
	company: accountObject,
	deal: opportunityObject,
};

/** What changed in Salesforce: one query in the order of changes, in which what was deleted stands too. */
export const salesforceChanges: CrmChanges = (what, options) => {
	const described =
		what === 'activity'
			? (['Task', 'Event'] as const).map(describeActivity)
			: [describeRecord(OBJECTS[what], options)];
	return described.map((one) => feedOf(one, options.withoutDeletions === true));
};

function describeRecord(object: SalesforceObject<Changed>, options: ChangeReadOptions): Described {
	const { name } = object;
	const { select, fields } = selectionOf(object, options);
	return {
		name,
		select: withSystem(select, name === 'Opportunity' ? [] : ['MasterRecordId']),
		toRecord: (answer) => object.toRecord(answer, fields).record,
	};
}

function describeActivity(name: ActivityObject): Described {
	return {
		name,
		select: withSystem(ACTIVITY_FIELDS[name], []),
		toRecord: (answer) => readActivity(name, answer),
	};
}

/** A field that is selected twice makes Salesforce refuse the query. */
function withSystem(select: readonly string[], more: readonly string[]): string[] {
	if (select.includes(STANDARD_FIELDS)) return [...select];
	return [...new Set([...select, 'Id', 'CreatedDate', 'SystemModstamp', 'IsDeleted', ...more])];
}

function feedOf(described: Described, withoutDeletions: boolean): ChangeFeed<Changed> {
	const { name, select } = described;
	return {
		name,
		lagMs: TRANSACTION_MS,
		async *pages(client, from): AsyncGenerator<FeedPage<Changed>> {
			const since = new Date(from).toISOString();
			const soql = `SELECT ${select.join(', ')} FROM ${name} WHERE SystemModstamp >= ${since} ORDER BY SystemModstamp ASC, Id ASC`;
			let page = await runQuery(client, soql, withoutDeletions ? 'query' : 'queryAll');
			for (;;) {
				const { serverTime } = page;
				yield {
					rows: page.records.map((answer) => toRow(described, answer)),
					...(serverTime !== undefined && { serverTime }),
				};
				if (page.next === undefined) return;
				page = await nextPage(client, page.next);
			}
		},
	};
}

function toRow({ toRecord }: Described, answer: Answer): FedRow<Changed> {
	const createdAt = Date.parse(textOf(answer.CreatedDate) ?? '');
	const row = {
		id: idOf(answer.Id) ?? '',
		at: Date.parse(textOf(answer.SystemModstamp) ?? ''),
		...(!Number.isNaN(createdAt) && { createdAt }),
	};
	if (answer.IsDeleted !== true) return { ...row, record: toRecord(answer) };
	const into = idOf(answer.MasterRecordId);
	return into === undefined
		? { ...row, gone: 'deleted', record: toRecord(answer) }
		: { ...row, gone: { into } };
}
