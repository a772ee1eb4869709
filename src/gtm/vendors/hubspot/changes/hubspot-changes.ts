import type { ChangeFeed, FeedPage, FedRow } from '../../../changes/change-feed';
import type {
	ChangeReadOptions,
	Changing,
	ChangingEntities,
	CrmChanges,
} from '../../../crm/crm-changes';
import { ACTIVITY_TYPES, type ActivityType } from '../../../model/activity';
import { idOf, textOf } from '../../../model/json';
import { OBJECTS as ACTIVITY_OBJECTS } from '../activities';
import { withDaysIn } from '../days';
import { type HubspotObject, companyObject, contactObject, dealObject } from '../objects';
import { propertiesOf } from '../records';
import { archivedPages } from './archived-pages';
import { changedPages, momentIn } from './changed-pages';
import { withLinks } from './links-of-many';
import { MERGED_IDS, mergesInto } from './merges';
import { activityProperties, readActivity } from './read-activity';

type Changed = ChangingEntities[Changing];
type Answer = Record<string, unknown>;
type Feed = ChangeFeed<Changed>;

/** HubSpot says that a search shows a change after "a few moments"; users saw more than a minute. */
const INDEX_LAG_MS = 5 * 60_000;

/** What makes a page of HubSpot's answers rows of a feed. */
interface Described {
	name: string;
	modified: string;
	properties: readonly string[];
	/** Read besides, since searches lack links. */
	linkedTo: readonly string[];
	canMerge: boolean;
	toRecord(this: void, answer: Answer, client: { timeZone?: string }): Changed;
}

/** What changed in HubSpot: by search what is there, and the recycle bin for what is not. */
export const hubspotChanges: CrmChanges = (what, options) => {
	const described =
		what === 'activity'
			? ACTIVITY_TYPES.map(describeActivity)
			: [describeRecord<Changed>(OBJECTS[what], options)];
	return described.flatMap((one) => [
		live(one),
		...(options.withoutDeletions ? [] : [archived(one)]),
	]);
};

const OBJECTS: Readonly<Record<Exclude<Changing, 'activity'>, HubspotObject<Changed>>> = {
	contact: contactObject,
	company: companyObject,
	deal: dealObject,
};

function describeRecord<Entity extends Changed>(
	object: HubspotObject<Entity>,
	options: ChangeReadOptions,
): Described {
	return {
		name: object.name,
		modified: object.name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
		properties: [...propertiesOf(object, options), MERGED_IDS],
		// A contact's company is one of its properties.
		linkedTo: object.name === 'deals' ? object.linkedTo : [],
		canMerge: true,
		toRecord: (answer, client) => object.toRecord(withDaysIn(object, client, answer)).record,
	};
}

function describeActivity(type: ActivityType): Described {
	return {
		name: ACTIVITY_OBJECTS[type],
		modified: 'hs_lastmodifieddate',
		properties: activityProperties(type),
		linkedTo: ['contacts', 'companies', 'deals'],
		canMerge: false,
		toRecord: (answer) => readActivity(type, answer),
	};
}

function live(described: Described): Feed {
	const { name, modified, linkedTo, canMerge, toRecord } = described;
	return {
		name,
		lagMs: INDEX_LAG_MS,
		async *pages(client, from, reported): AsyncGenerator<FeedPage<Changed>> {
			for await (const { answers, serverTime } of changedPages(client, described, from)) {
				const linked = await withLinks(client, name, linkedTo, answers);
				const rows = linked.map((answer): FedRow<Changed> => {
					const createdAt = Date.parse(textOf(answer.createdAt) ?? '');
					return {
						id: idOf(answer.id) ?? '',
						at: momentIn(answer, modified),
						...(!Number.isNaN(createdAt) && { createdAt }),
						record: toRecord(withoutMergedIds(answer), client),
					};
				});
				const merges = canMerge ? await mergesInto(client, name, answers, reported) : [];
				yield {
					rows: [...merges, ...rows].toSorted((a, b) => a.at - b.at),
					...(serverTime !== undefined && { serverTime }),
				};
			}
		},
	};
}

/** They are told of as merges. */
function withoutMergedIds(answer: Answer): Answer {
	const { [MERGED_IDS]: _, ...properties } = (answer.properties ?? {}) as Answer;
	return { ...answer, properties };
}

function archived({ name, properties, toRecord }: Described): Feed {
	return {
		name: `${name} deleted`,
		onlyGone: true,
		// The bin is no index, but until then the index may show what is in it.
		lagMs: INDEX_LAG_MS,
		pages: (client, _from, reported) =>
			archivedPages<Changed>(client, { name, properties, reported }, (answer) =>
				toRecord(withoutMergedIds(answer), client),
			),
	};
}
