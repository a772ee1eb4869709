import type { ActivityDraft } from '../../crm/crm-vendor';
import { heldBackRecords } from '../../crm/held-back-records';
import { logActivityOnce } from '../../crm/log-activity-once';
import { type ActivityType, activitySchema } from '../../model/activity';
import type { Outcome } from '../../model/outcome';
import { isoTime } from '../../model/value';
import { z } from '../../../third-party/zod';
import { id, text } from '../fields';
import { associationMembers, associationsOf } from './associations';
import { type CrmPorts, crmOperation } from './crm-operation';

const LABELS: Readonly<
	Record<ActivityType, { label: string; title: string; description: string }>
> = {
	call: {
		label: 'Log Call',
		title: 'Log a call',
		description: 'Logs a call on records. Does not call anyone.',
	},
	email: {
		label: 'Log Email',
		title: 'Log an email',
		description: 'Logs an email on records. Does not send anything.',
	},
	meeting: {
		label: 'Log Meeting',
		title: 'Log a meeting',
		description: 'Logs a meeting on records. Does not invite anyone.',
	},
	note: { label: 'Log Note', title: 'Log a note', description: 'Adds a note to records' },
	task: {
		label: 'Create Task',
		title: 'Create a task',
		description: 'Creates a task for the owner',
	},
};

const input = z
	.strictObject({
		subject: text('Short summary').optional(),
		body: text('Plain text').optional(),
		at: isoTime
			.optional()
			.meta({ description: 'When it happened or, for a task, when it is due. Default: now.' }),
		...associationMembers,
		direction: z
			.enum(['inbound', 'outbound'])
			.optional()
			.meta({ description: 'Direction of the call or email' }),
		done: z.boolean().optional().meta({ description: 'Whether the task is already done' }),
		durationMinutes: z
			.number()
			.min(0)
			.max(100_000)
			.optional()
			.meta({ description: 'Length of the call or meeting' }),
		outcome: text('Result of the call or meeting, as your CRM names it').optional(),
		ownerId: id('ID of the owner').optional(),
		checkSuppression: z.boolean().default(true).meta({
			description:
				'Whether to create no task about people and companies on the suppression list. What happened is always logged.',
		}),
		idempotencyKey: text(
			'Prevents duplicates: an activity with the same key is logged once',
		).optional(),
	})
	.refine((given) => Object.keys(associationsOf(given)).length > 0, {
		message:
			'The activity has no record to belong to. Add a contact, company or deal under Associations (contactIds, companyIds, dealIds).',
	});

type Input = z.output<typeof input>;

const MINUTE_MS = 60_000;

function toDraft({ clock }: CrmPorts, type: ActivityType, given: Input): ActivityDraft {
	const { subject, body, direction, done, durationMinutes, outcome, ownerId } = given;
	const at = given.at ?? new Date(clock.now()).toISOString();
	return {
		activity: {
			type,
			at,
			...(subject !== undefined && { subject }),
			...(body !== undefined && { body }),
			...(direction !== undefined && { direction }),
			...(done !== undefined && { done }),
			...(outcome !== undefined && { outcome }),
			...(ownerId !== undefined && { ownerId }),
			...(durationMinutes !== undefined && {
				durationSeconds: durationMinutes * 60,
				endsAt: new Date(Date.parse(at) + durationMinutes * MINUTE_MS).toISOString(),
			}),
		},
		associations: associationsOf(given),
	};
}

/** An open task is work on somebody that begins. All else records what took place, the call with "never again" as well. */
async function heldBack(
	{ vendor, client, checkActions, clock }: CrmPorts,
	type: ActivityType,
	{ contactIds = [], companyIds = [], checkSuppression, done }: Input,
): Promise<Outcome<never> | undefined> {
	if (type !== 'task' || done === true || !checkSuppression) return undefined;
	return await heldBackRecords({ vendor, client, checkActions, now: clock.now() }, [
		...contactIds.map((contactId) => ({ entity: 'contact' as const, id: contactId })),
		...companyIds.map((companyId) => ({ entity: 'company' as const, id: companyId })),
	]);
}

/** An activity on the records that it belongs to, read back with them. */
export function logActivity(type: ActivityType) {
	return crmOperation({
		name: `activity.${type}`,
		...LABELS[type],
		input,
		output: activitySchema,
		// Without a key of the user's, a second run logs a second one.
		effect: 'once',
		run: async (ports, given) => {
			const { vendor, client, ledger } = ports;
			const { idempotencyKey } = given;
			const blocked = await heldBack(ports, type, given);
			if (blocked) return blocked;
			const draft = toDraft(ports, type, given);
			if (idempotencyKey === undefined) return await vendor.logActivity(client, draft);
			const once = { vendor, client, ledger: ledger().writes };
			return await logActivityOnce(once, draft, idempotencyKey);
		},
	});
}
