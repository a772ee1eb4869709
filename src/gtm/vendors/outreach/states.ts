import { unlessAbsent } from '../../http/absent';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { Enrollment } from '../../model/enrollment';
import { numberOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { type Resource, sendDocument, toId } from './json-api';
import { stateMapping } from './outreach.mapping';
import { prospectsOf } from './prospects';

const PAGE_MAX = 100;

/** Every sequence that a prospect is or was in, the newest first. */
export async function statesOf(
	client: VendorClient,
	prospectId: number,
	sequenceId?: number,
): Promise<Resource[]> {
	const { data } = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/sequenceStates',
		query: {
			'filter[prospect][id]': prospectId,
			'filter[sequence][id]': sequenceId,
			sort: '-createdAt',
			'page[size]': PAGE_MAX,
		},
		effect: 'read',
	});
	return data.filter(({ related }) => related.prospect?.[0] === String(prospectId));
}

/**
 * A person may have been through a sequence before: the state that goes on counts, else the newest. By
 * email every prospect with the address is looked at.
 */
export async function findState(
	client: VendorClient,
	{ sequenceId, email, contactId, enrollmentId }: EnrollmentReference,
): Promise<Enrollment | undefined> {
	if (enrollmentId !== undefined) return await stateById(client, enrollmentId, sequenceId);
	const sequence = toId(sequenceId);
	if (sequence === undefined) return undefined;
	const address = toEmail(email ?? '');
	const prospect = toId(contactId);
	const prospects =
		prospect !== undefined
			? [prospect]
			: address === undefined
				? []
				: (await prospectsOf(client, address)).map(({ id }) => id);
	const states: Enrollment[] = [];
	for (const id of prospects) {
		const found = await statesOf(client, id, sequence);
		states.push(
			...found
				.filter(({ related }) => related.sequence?.[0] === sequenceId)
				.map((state) => toEnrollment(state, address)),
		);
	}
	return stateOf(states);
}

/** The one that goes on, else the newest. @param states the newest first */
export function stateOf(states: readonly Enrollment[]): Enrollment | undefined {
	return states.find(({ status }) => status === 'active' || status === 'paused') ?? states[0];
}

async function stateById(
	client: VendorClient,
	enrollmentId: string,
	sequenceId: string,
): Promise<Enrollment | undefined> {
	const id = toId(enrollmentId);
	if (id === undefined) return undefined;
	const path = pathOf`/api/v2/sequenceStates/${id}`;
	const document = await unlessAbsent(
		sendDocument(client, { method: 'GET', path, effect: 'read' }),
	);
	const [state] = document?.data ?? [];
	return state?.related.sequence?.[0] === sequenceId ? toEnrollment(state) : undefined;
}

/** The person's address is the prospect's, so it is not here unless it was asked for by it. */
export function toEnrollment({ id, attributes, related }: Resource, email?: string): Enrollment {
	const { values } = toCanonical(stateMapping, attributes);
	const [contactId] = related.prospect ?? [];
	const [mailbox] = related.mailbox ?? [];
	const replied = (numberOf(attributes.replyCount) ?? 0) > 0;
	return {
		id,
		sequenceId: related.sequence?.[0] ?? '',
		...(contactId !== undefined && { contactId }),
		...(email !== undefined && { email }),
		...(mailbox !== undefined && { sender: mailbox }),
		...values,
		...(replied && values.status === 'finished' && { status: 'replied' }),
	};
}
