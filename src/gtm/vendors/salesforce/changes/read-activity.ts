import { type Activity, type ActivityType, activitySchema } from '../../../model/activity';
import { toInstant } from '../../../model/instant';
import { idOf, numberOf, textOf } from '../../../model/json';
import { linksIn } from '../activities';

type Answer = Readonly<Record<string, unknown>>;

/** What is read of tasks and events; the counterpart of what is written when one is logged. */
export const ACTIVITY_FIELDS = {
	Task: [
		'Subject',
		'Description',
		'OwnerId',
		'WhoId',
		'WhatId',
		'AccountId',
		'ActivityDate',
		'Status',
		'TaskSubtype',
		'CallType',
		'CallDurationInSeconds',
		'CallDisposition',
	],
	Event: [
		'Subject',
		'Description',
		'OwnerId',
		'WhoId',
		'WhatId',
		'AccountId',
		'StartDateTime',
		'EndDateTime',
	],
} as const;

export type ActivityObject = keyof typeof ACTIVITY_FIELDS;

/** A note that was logged is a task that is done: Salesforce keeps no difference. */
export function readActivity(object: ActivityObject, answer: Answer): Activity {
	const { contactIds = [], companyIds = [], dealIds = [] } = linksIn(answer);
	const values = {
		id: idOf(answer.Id),
		type: typeOf(object, answer),
		subject: textOf(answer.Subject),
		body: textOf(answer.Description),
		ownerId: idOf(answer.OwnerId),
		at: moment(answer.StartDateTime ?? answer.ActivityDate),
		...(object === 'Event' ? { endsAt: moment(answer.EndDateTime) } : taskValues(answer)),
		...(contactIds.length > 0 && { contactIds }),
		...(companyIds.length > 0 && { accountIds: companyIds }),
		...(dealIds.length > 0 && { dealIds }),
	};
	const present = Object.entries(values).filter(([, value]) => value !== undefined);
	return activitySchema.parse(Object.fromEntries(present));
}

function typeOf(object: ActivityObject, { TaskSubtype }: Answer): ActivityType {
	if (object === 'Event') return 'meeting';
	return TaskSubtype === 'Call' ? 'call' : TaskSubtype === 'Email' ? 'email' : 'task';
}

function taskValues(answer: Answer) {
	const direction = textOf(answer.CallType)?.toLowerCase();
	return {
		done: answer.Status === 'Completed',
		direction: direction === 'inbound' || direction === 'outbound' ? direction : undefined,
		durationSeconds: numberOf(answer.CallDurationInSeconds),
		outcome: textOf(answer.CallDisposition),
	};
}

function moment(value: unknown): string | undefined {
	return toInstant(textOf(value) ?? '')?.toISOString();
}
