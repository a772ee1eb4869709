import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { conflict, invalid, notFound } from './errors.ts';
import type { HubspotRoute } from './paths.ts';
import type { HubspotEnrollment, HubspotState } from './state.ts';
import { mustFind } from './write-object.ts';

const on = routesOf<HubspotState>();

type HubspotSequence = HubspotState['sequences'][number];

function requireUser(call: AnyCall): string {
	const userId = call.query.get('userId');
	if (userId === null) throw invalid(call, 'query param userId may not be null');
	return userId;
}

function summary({ id, name, userId, createdAt, updatedAt }: HubspotSequence) {
	return { id, name, userId: String(userId), createdAt, updatedAt };
}

function showSequence(sequence: HubspotSequence) {
	const steps = sequence.steps.map(({ number, channel, delayHours, subject, body }) => ({
		id: `${sequence.id}${number}`,
		stepOrder: number - 1,
		delayMillis: delayHours * 3_600_000,
		actionType: channel === 'email' ? 'EMAIL' : 'TASK',
		...(channel === 'email' && { emailPattern: { subject, body } }),
		...(channel !== 'email' && {
			taskPattern: { subject, notes: body, taskType: channel.toUpperCase() },
		}),
	}));
	return { ...summary(sequence), steps };
}

function showEnrollment(state: HubspotState, enrollment: HubspotEnrollment) {
	const { id, contactId, sequenceId, enrolledAt } = enrollment;
	const sequence = state.sequences.find((each) => each.id === sequenceId);
	const contact = state.objects.contacts.get(contactId);
	return {
		id,
		toEmail: contact?.properties.email ?? null,
		enrolledAt,
		updatedAt: enrolledAt,
		sequenceId,
		sequenceName: sequence?.name ?? '',
		enrolledByEmail: enrollment.senderEmail,
	};
}

/** HubSpot takes a contact into one sequence at a time, and nobody who has opted out. */
function enroll(call: AnyCall, state: HubspotState): HubspotEnrollment {
	requireUser(call);
	const { contactId, sequenceId, senderEmail } = isRecord(call.body) ? call.body : {};
	if (contactId === undefined || sequenceId === undefined || typeof senderEmail !== 'string') {
		throw invalid(call, 'contactId, sequenceId and senderEmail are required');
	}
	const contact = mustFind(call, state, 'contacts', textOf(contactId));
	const sequence = state.sequences.find(({ id }) => id === textOf(sequenceId));
	if (sequence === undefined) throw notFound(call, `Sequence ${textOf(sequenceId)} does not exist`);
	const { email } = contact.properties;
	if (email == null) throw invalid(call, 'The contact has no email address');
	if (state.unsubscribed.has(email))
		throw invalid(call, 'The contact has unsubscribed from all email');
	const known = state.enrollments.find((each) => each.contactId === contact.id && each.active);
	if (known !== undefined) {
		throw conflict(call, `The contact is already enrolled in sequence ${known.sequenceId}`);
	}
	const enrollment: HubspotEnrollment = {
		id: String(state.nextId),
		contactId: contact.id,
		sequenceId: sequence.id,
		senderEmail,
		enrolledAt: new Date(call.at).toISOString(),
		active: true,
	};
	state.nextId += 1;
	state.enrollments.push(enrollment);
	return enrollment;
}

const ENROLL = { scope: 'automation.sequences.enrollments.write' };
const READ = { scope: 'automation.sequences.read' };

function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on(
			'GET',
			base,
			(call, { state }) => {
				requireUser(call);
				const limit = readCount(call.query.get('limit'), { fallback: 10, least: 1, most: 100 });
				const after = readCount(call.query.get('after'), { fallback: 0, least: 0, most: 1e6 });
				if (limit === undefined || after === undefined)
					throw invalid(call, 'limit must be from 1 to 100');
				const name = call.query.get('name')?.toLowerCase() ?? '';
				const named = state.sequences.filter((each) => each.name.toLowerCase().includes(name));
				const { items, next } = pageOf(named, after, limit);
				return answer(200, {
					total: named.length,
					results: items.map(summary),
					...(next !== undefined && { paging: { next: { after: String(next) } } }),
				});
			},
			READ,
		),
		on(
			'GET',
			`${base}/{id}`,
			(call, { state }) => {
				requireUser(call);
				const sequence = state.sequences.find(({ id }) => id === call.params.id);
				if (sequence === undefined) throw notFound(call);
				return answer(200, showSequence(sequence));
			},
			READ,
		),
		on(
			'POST',
			`${base}/enrollments`,
			(call, { state }) => answer(200, showEnrollment(state, enroll(call, state))),
			ENROLL,
		),
		on(
			'GET',
			`${base}/enrollments/contact/{contactId}`,
			(call, { state }) => {
				const own = state.enrollments.filter(
					({ contactId }) => contactId === call.params.contactId,
				);
				const last = own.at(-1);
				if (last === undefined) throw notFound(call, 'The contact has never been enrolled');
				return answer(200, showEnrollment(state, last));
			},
			READ,
		),
	];
}

export const sequenceRoutes: HubspotRoute[] = [
	...routesAt('/automation/sequences/2026-09'),
	...routesAt('/automation/v4/sequences'),
];
