import type { UpsertDraft } from '../../crm/crm-vendor';
import { type UpsertSteps, upsertRecord } from '../../crm/upsert';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError, toOutcome } from '../../http/vendor-error';
import type { Outcome } from '../../model/outcome';
import { toRecordIds } from './links';
import { toRecordId } from './record-id';

/** @see upsertRecord; ids of either length name the same record here */
export async function upsertOne<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
): Promise<Outcome<Entity>> {
	let known: UpsertDraft<Entity>;
	try {
		known = withLongIds(draft);
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return toOutcome(error);
	}
	return await upsertRecord(steps, client, known);
}

function withLongIds<Entity>(draft: UpsertDraft<Entity>): UpsertDraft<Entity> {
	const { match, associations } = draft;
	return {
		...draft,
		...(match && 'id' in match && { match: { id: toRecordId(match.id) } }),
		...(associations && { associations: toRecordIds(associations) }),
	};
}
