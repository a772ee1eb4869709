import { toCursor } from '../../changes/change-cursor';
import type { ChangeFeed } from '../../changes/change-feed';
import type { GivenChange } from '../../changes/read-feed';
import {
	CHANGING,
	type ChangeReadOptions,
	type Changing,
	type ChangingEntities,
} from '../../crm/crm-changes';
import { activitySchema } from '../../model/activity';
import { isRecord } from '../../model/json';
import { z } from '../../../third-party/zod';
import { changesSince, leftOut, readingMembers, readingOutcome, sinceMembers } from '../changes';
import { outputFields } from '../fields';
import { notOffered } from '../../vendors/not-offered';
import { type CrmPorts, RECORDS, crmOperation } from './crm-operation';
import { withChangedField } from './changed-fields';
import { misnamed } from './field-names';
import { onLists, problemOfLists } from './on-lists';

export const CHANGE_KINDS = ['created', 'changed', 'deleted', 'merged'] as const;

const oneOf = (what: string) =>
	z.array(z.string().min(1)).max(100).optional().meta({ description: what });

const members = z.strictObject({
	what: z.enum(CHANGING).meta({ description: 'Which records' }),
	...sinceMembers,
	kinds: z
		.array(z.enum(CHANGE_KINDS))
		.min(1)
		.optional()
		.meta({ description: 'Only these kinds of change; all if left out' }),
	changedFields: oneOf(
		'Only return records if one of these fields changed: standard fields, or fields of the vendor. Sends one request per changed record. Not for activities.',
	),
	ownerIds: oneOf(
		"Only of these owners, by the vendor's ids; deletions and merges come in any case",
	),
	pipelines: oneOf("Only deals in these pipelines, by the vendor's ids"),
	stages: oneOf("Only deals in these stages, by the vendor's ids"),
	lists: oneOf(
		'Only records that are on one of these lists when the change is read, by the ids of the lists; deletions and merges come in any case. Only of vendors that have lists, and not for activities.',
	),
	fields: outputFields,
});

type Input = z.output<typeof members>;
type Changed = ChangingEntities[Changing];

const record = z.union([
	RECORDS.contact as z.ZodType,
	RECORDS.company as z.ZodType,
	RECORDS.deal as z.ZodType,
	activitySchema,
]);

const change = z.strictObject({
	kind: z.enum(CHANGE_KINDS),
	what: z.enum(CHANGING),
	/** The vendor's id; of a merge, that of the record that is gone. */
	id: z.string(),
	/** When, by the vendor's clock. */
	at: z.iso.datetime(),
	/** Of a merge: the record that it went into. */
	into: z.string().optional(),
	/** As it is now; of a deleted one as it was, where the vendor still says. */
	record: record.optional(),
});

export type CrmChange = z.output<typeof change>;

export interface CrmChangesRead {
	changes: CrmChange[];
	cursor: string;
	more: boolean;
}

/** What changed since the last time. */
export const listChanges = crmOperation({
	name: 'change.list',
	label: 'Get Many',
	title: 'Get what changed in a CRM since the last time',
	description:
		'Records that were created, changed, deleted or merged, each change once: the answer has a cursor for the next call',
	input: members.superRefine(({ what, changedFields, pipelines, stages, lists }, context) => {
		const complain = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (what === 'activity' && changedFields) {
			complain('changedFields', 'cannot be told of activities. Leave them empty.');
		}
		if (what === 'activity' && lists) {
			complain('lists', 'hold no activities. Leave them empty.');
		}
		if (what === 'deal') return;
		if (pipelines) complain('pipelines', 'are for deals only. Leave them empty.');
		if (stages) complain('stages', 'are for deals only. Leave them empty.');
	}),
	output: z.strictObject({ changes: z.array(change), ...readingMembers }),
	effect: 'reads',
	run: async (ports, input) => {
		const { vendor, client } = ports;
		const { provider } = client;
		if (!vendor.changes) {
			return notOffered(provider, `${vendor.profile.name} cannot say what changed.`);
		}
		const wrong = await problemOf(ports, input);
		if (wrong) return wrong;
		const of = `${provider} ${input.what}`;
		const feeds: ReadonlyArray<ChangeFeed<Changed>> = vendor.changes(
			input.what,
			readOptionsOf(input),
		);
		if (feeds.length === 0) {
			return notOffered(provider, `${vendor.profile.name} cannot say which of these changed.`);
		}
		const reading = await changesSince({ client, feeds, of }, input);
		if ('refused' in reading) return reading.refused;
		const wanted = reading.changes.filter((one) => isWanted(input, one));
		const listed = await onLists(ports, input, wanted);
		// Without an answer nothing is told, so that the cursor stays and the next reading asks again.
		if ('refused' in listed) return listed.refused;
		const { changes, notes: doubts } = await withChangedField(
			ports,
			{ what: input.what, names: input.changedFields ?? [] },
			listed.changes,
		);
		const read: CrmChangesRead = {
			changes: changes.map((one) => toChange(input.what, one)),
			cursor: toCursor(of, reading.positions),
			more: reading.more,
		};
		const outcome = readingOutcome(provider, reading, read);
		const notes = [...doubts, ...leftOut(reading, changes.length)];
		return notes.length === 0 ? outcome : { ...outcome, notes };
	},
});

async function problemOf(ports: CrmPorts, input: Input) {
	const { what, fields, changedFields } = input;
	if (what === 'activity') return undefined;
	const wrong = await misnamed(
		ports,
		what,
		{ label: 'Changed Fields', names: changedFields ?? [] },
		{ label: 'Fields', names: fields ?? [] },
	);
	return wrong ?? (await problemOfLists(ports, input));
}

/** What the filters look at is read too. */
function readOptionsOf({ kinds, fields, ...filters }: Input): ChangeReadOptions {
	const looked = [
		...(filters.changedFields ?? []),
		...(filters.ownerIds ? ['ownerId'] : []),
		...(filters.pipelines ? ['pipeline'] : []),
		...(filters.stages ? ['stage'] : []),
	];
	return {
		...(fields && fields.length > 0 && { fields: [...new Set([...fields, ...looked])] }),
		...(kinds && !kinds.includes('deleted') && { withoutDeletions: true }),
	};
}

function isWanted(
	{ kinds, ownerIds, pipelines, stages }: Input,
	{ kind, row }: GivenChange<Changed>,
): boolean {
	if (kinds && !kinds.includes(kind)) return false;
	if (row.gone !== undefined) return true;
	const values: Record<string, unknown> = isRecord(row.record) ? row.record : {};
	const fits = (name: string, wanted: readonly string[] | undefined) =>
		wanted === undefined || wanted.includes(String(values[name]));
	return fits('ownerId', ownerIds) && fits('pipeline', pipelines) && fits('stage', stages);
}

function toChange(what: Changing, { kind, row }: GivenChange<Changed>): CrmChange {
	return {
		kind,
		what,
		id: row.id,
		at: new Date(row.at).toISOString(),
		...(typeof row.gone === 'object' && { into: row.gone.into }),
		...(row.record !== undefined && { record: row.record }),
	};
}
