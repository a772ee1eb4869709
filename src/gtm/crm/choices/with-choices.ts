import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { recordOf } from '../../model/json';
import type { MappingTable } from '../../model/mapping';
import { type Outcome, isSuccess } from '../../model/outcome';
import type { CrmEntity, CrmRecords, ReadOptions, UpsertDraft } from '../crm-vendor';
import type { ChoiceSource } from './choices';
import { fitDeal } from './fit-deal';
import { fitOwnFields } from './fit-own-fields';
import { fitOwner } from './fit-owner';
import { type Fitted, fitWords, mapped } from './fit-words';
import { withLabels, withoutLabels } from './labels';

export interface Chosen {
	entity: CrmEntity;
	table: MappingTable;
	source: ChoiceSource;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Records whose words, stages and owners are written as the account's own lists have them, and whose
 * ids of stages, pipelines and owners are read with titles and addresses. A value that a list does not take is left out
 * and named (`partial`): the vendor would refuse the whole record for it. The lists are asked for only
 * where a draft has such a value.
 */
export function withChoices<Entity extends object>(
	records: CrmRecords<Entity>,
	chosen: Chosen,
): CrmRecords<Entity> {
	return {
		...records,
		async get(client, reference, options) {
			const read = withoutLabels(chosen.table, options);
			const outcome = await records.get(client, reference, read);
			return await labelled(chosen, client, outcome, options);
		},
		async search(client, search) {
			const found = await records.search(client, withoutLabels(chosen.table, search));
			const read = await withLabels(chosen, client, found.records, search);
			return { ...found, records: read };
		},
		async upsert(client, draft) {
			const fitted = await fit(chosen, client, draft);
			if ('failure' in fitted) return fitted.failure;
			const outcome = await records.upsert(client, fitted.draft);
			const whole = withLeftOut(outcome, fitted);
			// Of what was just written everything but the titles of a deal is known.
			return chosen.entity === 'deal' ? await labelled(chosen, client, whole, {}) : whole;
		},
		...(records.upsertMany && {
			async upsertMany(client: VendorClient, drafts: ReadonlyArray<UpsertDraft<Entity>>) {
				const all = await Promise.all(
					drafts.map(async (draft) => await fit(chosen, client, draft)),
				);
				const sent = all.flatMap((one) => ('failure' in one ? [] : [one]));
				const drafted = sent.map(({ draft }) => draft);
				const written = (await records.upsertMany?.(client, drafted)) ?? [];
				const outcomes = new Map(sent.map((one, place) => [one, written[place]]));
				return all.flatMap((one) => {
					if ('failure' in one) return [one.failure];
					const outcome = outcomes.get(one);
					return outcome ? [withLeftOut(outcome, one)] : [];
				});
			},
		}),
	};
}

interface FittedDraft<Entity> extends Omit<Fitted, 'values'> {
	draft: UpsertDraft<Entity>;
}

/** Lists that cannot be read fail the record before anything is written. */
async function fit<Entity extends object>(
	chosen: Chosen,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
): Promise<FittedDraft<Entity> | { failure: Outcome<Entity> }> {
	const { valueMapping, notes: before = [], ...rest } = draft;
	const { table, source, entity } = chosen;
	try {
		const words = await fitWords(
			chosen,
			client,
			mapped({ ...recordOf(draft.values) }, valueMapping),
		);
		const owner = await fitOwner(source, client, table, words.values);
		const deal =
			entity === 'deal' && hasStage(owner.values)
				? fitDeal(await source.deals(client), client, table, owner.values)
				: { values: owner.values, leftOut: [], notes: [] };
		const present = await withoutAbsent(chosen, client, deal.values);
		const own = await fitOwnFields(chosen, client, present.values);
		const steps = [words, owner, deal, present, own];
		return {
			draft: { ...rest, values: own.values as Entity },
			leftOut: steps.flatMap(({ leftOut }) => leftOut),
			notes: [...before, ...steps.flatMap(({ notes }) => notes)],
		};
	} catch (error) {
		return { failure: toOutcome<Entity>(error) };
	}
}

const STAGE_FIELDS = ['stage', 'stageLabel', 'pipeline', 'pipelineLabel', 'status'];

function hasStage(values: Values): boolean {
	return STAGE_FIELDS.some((field) => values[field] !== undefined && values[field] !== '');
}

/** A field that only some accounts of a vendor have, such as the currency of an org with several. */
async function withoutAbsent(
	{ entity, table, source }: Chosen,
	client: VendorClient,
	values: Values,
): Promise<Fitted> {
	const optional = table.filter(({ field, optional: isOptional }) => {
		const [own = field, member] = field.split('.');
		const value = values[own];
		return isOptional && (member === undefined ? value : recordOf(value)[member]) !== undefined;
	});
	if (optional.length === 0 || !source.absentFields) return { values, leftOut: [], notes: [] };
	const absent = await source.absentFields(client, entity);
	const kept: Record<string, unknown> = structuredClone({ ...values });
	const notes: string[] = [];
	for (const { field, vendor } of optional) {
		if (!absent.has(vendor)) continue;
		const [own = field, member] = field.split('.');
		if (member === undefined) kept[own] = undefined;
		else kept[own] = { ...recordOf(kept[own]), [member]: undefined };
		notes.push(`${field} was left out: your ${client.provider} account has no ${vendor}`);
	}
	return { values: kept, leftOut: [], notes };
}

async function labelled<Entity extends object>(
	chosen: Chosen,
	client: VendorClient,
	outcome: Outcome<Entity>,
	options: ReadOptions,
): Promise<Outcome<Entity>> {
	if (outcome.record === undefined || !(isSuccess(outcome) || outcome.status === 'partial')) {
		return outcome;
	}
	const [record] = await withLabels(chosen, client, [outcome.record], options);
	return record === undefined ? outcome : { ...outcome, record };
}

/** Success means all of it: what was left out makes it partial, and is named. */
function withLeftOut<Entity>(
	outcome: Outcome<Entity>,
	{ leftOut, notes }: Pick<Fitted, 'leftOut' | 'notes'>,
): Outcome<Entity> {
	const all = [...(outcome.notes ?? []), ...leftOut, ...notes];
	const noted = all.length > 0 ? { ...outcome, notes: all } : outcome;
	if (leftOut.length === 0 || !isSuccess(outcome)) return noted;
	const message = `The record was ${outcome.status === 'unchanged' ? 'left as it was' : outcome.status}, except for: ${leftOut.join('; ')}.`;
	return {
		...noted,
		status: 'partial',
		reason: { code: 'value_left_out', message },
		retry: { advised: false },
	};
}
