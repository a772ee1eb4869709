import { type Activity, type ActivityType, activitySchema } from '../../../model/activity';
import { idOf, numberOf, recordOf, textOf } from '../../../model/json';
import { toInstant } from '../../../model/instant';
import { linksOf } from '../associations';

type Properties = Readonly<Record<string, unknown>>;

const COMMON = ['hs_timestamp', 'hubspot_owner_id'];

/** What of each kind is read; the counterpart of what is written when one is logged. */
const KINDS: Readonly<
	Record<ActivityType, { properties: readonly string[]; read(of: Properties): object }>
> = {
	note: {
		properties: ['hs_note_body'],
		read: (of) => ({ body: toPlain(of.hs_note_body) }),
	},
	task: {
		properties: ['hs_task_subject', 'hs_task_body', 'hs_task_status'],
		read: (of) => ({
			subject: textOf(of.hs_task_subject),
			body: toPlain(of.hs_task_body),
			done: of.hs_task_status === 'COMPLETED',
		}),
	},
	call: {
		properties: [
			'hs_call_title',
			'hs_call_body',
			'hs_call_direction',
			'hs_call_duration',
			'hs_call_disposition',
		],
		read: (of) => ({
			subject: textOf(of.hs_call_title),
			body: toPlain(of.hs_call_body),
			direction: direction(of.hs_call_direction),
			durationSeconds: seconds(of.hs_call_duration),
			outcome: textOf(of.hs_call_disposition),
		}),
	},
	email: {
		properties: ['hs_email_subject', 'hs_email_text', 'hs_email_direction'],
		read: (of) => ({
			subject: textOf(of.hs_email_subject),
			body: textOf(of.hs_email_text),
			direction: of.hs_email_direction === 'INCOMING_EMAIL' ? 'inbound' : 'outbound',
		}),
	},
	meeting: {
		properties: [
			'hs_meeting_title',
			'hs_meeting_body',
			'hs_meeting_end_time',
			'hs_meeting_outcome',
		],
		read: (of) => ({
			subject: textOf(of.hs_meeting_title),
			body: toPlain(of.hs_meeting_body),
			endsAt: moment(of.hs_meeting_end_time),
			outcome: textOf(of.hs_meeting_outcome),
		}),
	},
};

export function activityProperties(type: ActivityType): string[] {
	return [...COMMON, ...KINDS[type].properties];
}

/** An activity as HubSpot answers it, with links as a single read has them. */
export function readActivity(type: ActivityType, answer: Record<string, unknown>): Activity {
	const of = recordOf(answer.properties);
	const { contactIds, companyIds, dealIds } = linksOf(answer);
	const values = {
		id: idOf(answer.id),
		type,
		at: moment(of.hs_timestamp),
		ownerId: textOf(of.hubspot_owner_id),
		...KINDS[type].read(of),
		contactIds,
		accountIds: companyIds,
		dealIds,
	};
	const present = Object.entries(values).filter(([, value]) => value !== undefined);
	return activitySchema.parse(Object.fromEntries(present));
}

function moment(value: unknown): string | undefined {
	return toInstant(textOf(value) ?? '')?.toISOString();
}

function direction(value: unknown): 'inbound' | 'outbound' | undefined {
	const word = textOf(value)?.toLowerCase();
	return word === 'inbound' || word === 'outbound' ? word : undefined;
}

function seconds(value: unknown): number | undefined {
	const milliseconds = numberOf(value);
	return milliseconds === undefined ? undefined : Math.max(0, milliseconds / 1000);
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': ' ',
	'&amp;': '&',
};

/** HubSpot keeps bodies as HTML: breaks become lines, and other tags go. */
function toPlain(value: unknown): string | undefined {
	return textOf(value)
		?.replaceAll(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
		.trim();
}
