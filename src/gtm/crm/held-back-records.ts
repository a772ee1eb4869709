import { type CheckActions, OF_THE_RECORD_FOUND, blockedOutcome } from '../guard/action-check';
import { type Reached, accountOfIds } from '../guard/account-of-ids';
import { toOutcome } from '../http/vendor-error';
import type { Outcome } from '../model/outcome';
import type { CrmEntity } from './crm-vendor';

export interface CrmRecordId {
	entity: CrmEntity;
	id: string;
}

interface Ports extends Reached {
	checkActions: CheckActions;
	/** Milliseconds since 1970. */
	now: number;
}

/**
 * Why nothing new may be started for these records of the CRM; undefined if it may. Only the suppression
 * list counts: what a colleague or an automation does with the record is theirs to decide.
 */
export async function heldBackRecords(
	{ checkActions, vendor, client, now }: Ports,
	records: readonly CrmRecordId[],
): Promise<Outcome<never> | undefined> {
	if (records.length === 0) return undefined;
	const provider = vendor.profile.id;
	let account: string | undefined;
	try {
		account = await accountOfIds({ vendor, client });
	} catch (error) {
		return toOutcome(error);
	}
	const answers = await checkActions(
		records.map((recordId) => ({
			actions: ['update'],
			provider,
			...(account !== undefined && { account }),
			record: {},
			recordId,
			only: OF_THE_RECORD_FOUND,
		})),
	);
	const at = answers.findIndex((blocks) => blocks.length > 0);
	const [held, blocks] = [records[at], answers[at]];
	if (held === undefined || blocks === undefined) return undefined;
	const outcome = blockedOutcome(provider, blocks, now);
	return outcome && { ...outcome, notes: [`The ${held.entity} is ${held.id}.`] };
}
