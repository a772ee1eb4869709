import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Deal } from '../../model/deal';
import type { ReadOptions } from '../crm-vendor';
import type { DealChoices } from './choices';
import type { Chosen } from './with-choices';

/** What an id of a stage and a pipeline is called, so that a deal is understood in another CRM. */
const LABELS = ['stageLabel', 'pipelineLabel', 'ownerEmail'];

/** Deals with the titles of their stages and the addresses of their owners; other records as they are. */
export async function withLabels<Entity extends object>(
	{ entity, source }: Chosen,
	client: VendorClient,
	records: readonly Entity[],
	{ fields = [] }: ReadOptions,
): Promise<Entity[]> {
	const isWanted = fields.length === 0 || fields.some((field) => LABELS.includes(field));
	const deals: readonly Deal[] = records;
	if (entity !== 'deal' || !isWanted) return [...records];
	try {
		const isTitled = deals.every(
			({ stage, stageLabel }) => stage === undefined || stageLabel !== undefined,
		);
		const isOwned = deals.every(
			({ ownerId, ownerEmail }) => ownerId === undefined || ownerEmail !== undefined,
		);
		const choices = isTitled ? undefined : await source.deals(client);
		const owners = isOwned ? [] : await source.owners(client);
		return records.map((record: Entity & Deal) => {
			const ownerEmail = owners.find(({ id }) => id === record.ownerId)?.email;
			return {
				...record,
				...(choices && labelsOf(choices, record)),
				...(ownerEmail !== undefined && { ownerEmail }),
			};
		});
	} catch (error) {
		// The record is there; a list of titles that may not be read does not make it a failure.
		if (error instanceof VendorError) return [...records];
		throw error;
	}
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
