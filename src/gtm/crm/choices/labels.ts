import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Deal } from '../../model/deal';
import type { MappingTable } from '../../model/mapping';
import type { CrmEntity, Owner, ReadOptions } from '../crm-vendor';
import type { DealChoices } from './choices';
import type { Chosen } from './with-choices';

/** What ids are called, so that a record is understood in another CRM, and the field that has the id. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
	stageLabel: ['stage'],
	pipelineLabel: ['pipeline'],
	status: ['status', 'stage'],
	ownerEmail: ['ownerId'],
};

/** What is read of the vendor where only some fields are wanted: ids in place of what they are called. */
export function withoutLabels<Options extends ReadOptions>(
	table: MappingTable,
	options: Options,
): Options {
	const { fields } = options;
	if (fields === undefined) return options;
	const isRead = (field: string) => table.some((row) => row.field === field);
	// A field that only some accounts have fails the whole request in the others.
	const isThere = (field: string) => !table.some((row) => row.field === field && row.optional);
	const read = fields.flatMap((field) =>
		isRead(field) || !LABELS[field]?.every(isThere) ? field : LABELS[field],
	);
	return { ...options, fields: [...new Set(read)] };
}

/** Records with the addresses of their owners, and deals with the titles of their stages. */
export async function withLabels<Entity extends object>(
	{ entity, source }: Chosen,
	client: VendorClient,
	records: readonly Entity[],
	{ fields }: ReadOptions,
): Promise<Entity[]> {
	const lacking = lackingIn(entity, records);
	const isWanted = (label: string) =>
		lacking.includes(label) && (fields === undefined || fields.includes(label));
	const wantsTitles = ['stageLabel', 'pipelineLabel', 'status'].some(isWanted);
	try {
		const choices = wantsTitles ? await source.deals(client) : undefined;
		const owners = isWanted('ownerEmail') ? await source.owners(client) : [];
		return records.map((record: Entity & Deal) => ({
			...record,
			...(choices && labelsOf(choices, record)),
			...ownerOf(owners, record),
		}));
	} catch (error) {
		// The record is there; a list of titles that may not be read does not make it a failure.
		if (error instanceof VendorError) return [...records];
		throw error;
	}
}

/** Labels that a record should have and that did not come with it. */
function lackingIn(entity: CrmEntity, records: readonly Deal[]): string[] {
	const isUntitled = ({ stage, stageLabel }: Deal) =>
		stage !== undefined && stageLabel === undefined;
	const isUnnamed = ({ ownerId, ownerEmail }: Deal) =>
		ownerId !== undefined && ownerEmail === undefined;
	return [
		...(entity === 'deal' && records.some(isUntitled)
			? ['stageLabel', 'pipelineLabel', 'status']
			: []),
		...(records.some(isUnnamed) ? ['ownerEmail'] : []),
	];
}

function ownerOf(
	owners: readonly Owner[],
	{ ownerId, ownerEmail }: { ownerId?: string; ownerEmail?: string },
): { ownerEmail?: string } {
	const email = ownerEmail ?? owners.find(({ id }) => id === ownerId)?.email;
	return email === undefined ? {} : { ownerEmail: email };
}

function labelsOf({ stages, pipelines }: DealChoices, deal: Deal): Partial<Deal> {
	const own = stages.filter(({ value }) => value === deal.stage);
	const stage = own.find(({ pipeline }) => pipeline === deal.pipeline) ?? own[0];
	const pipeline = pipelines.find(({ value }) => value === deal.pipeline);
	return {
		...(stage && { stageLabel: stage.label }),
		...(pipeline && { pipelineLabel: pipeline.label }),
		...(deal.status === undefined && stage && { status: stage.closes ?? 'open' }),
	};
}
