import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import { type ChangeSteps, changeEnrollment } from '../../sequencer/change-enrollment';
import { readEnrollment } from '../../sequencer/read-enrollment';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { sendDocument } from './json-api';
import { findState } from './states';

export async function getEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await readEnrollment(findState, client, reference);
}

/** Asking twice for an action ends in the same state. */
function acting(
	action: 'pause' | 'resume' | 'finish',
	states: Pick<ChangeSteps, 'wanted' | 'settled'>,
): ChangeSteps {
	return {
		...states,
		find: findState,
		async act(client, { id = '' }) {
			const path = pathOf`/api/v2/sequenceStates/${id}/actions/${action}`;
			await sendDocument(client, { method: 'POST', path, effect: 'idempotent' });
		},
	};
}

const pausing = acting('pause', { wanted: 'paused' });
const resuming = acting('resume', { wanted: 'active' });
const finishing = acting('finish', {
	wanted: 'finished',
	settled: ['replied', 'bounced', 'opted_out', 'failed'],
});

export async function pause(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await changeEnrollment(pausing, client, reference);
}

export async function resume(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await changeEnrollment(resuming, client, reference);
}

export async function stop(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await changeEnrollment(finishing, client, reference);
}
