import type { CrmEntities, CrmEntity, CrmRecords } from '../../crm/crm-vendor';
import { toDraft } from '../../crm/draft';
import { mayBeOne, namesOf } from '../../crm/same-record';
import { type CheckedDraft, upsertChecked } from '../../crm/upsert-checked';
import { z } from '../../../third-party/zod';
import { id, text } from '../fields';
import { associationMembers, associationsOf } from './associations';
import { type CrmPorts, RECORDS, WORDS, crmOperation } from './crm-operation';
import { draftValues } from './draft-values';
import { problemOfFields } from './field-names';

type AnyEntity = CrmEntities[CrmEntity];

/** Records of one call, where the vendor has a batch. */
const PORTION = 100;

const KEYS: Readonly<Record<CrmEntity, string>> = {
	contact:
		'Finds a contact by email, or else by LinkedIn URL or by phone and name if the vendor can search by them',
	company: 'Finds a company by domain',
	deal: 'Creates a deal unless you give an ID',
};

function inputOf(entity: CrmEntity) {
	return z.strictObject({
		id: id(`Update the record with this ID. ${KEYS[entity]}.`).optional(),
		values: draftValues(entity),
		...associationMembers,
		onlyIfEmpty: z
			.array(z.string().min(1))
			.max(200)
			.optional()
			.meta({ description: 'Fields to write only if the record has no value yet' }),
		clear: z.array(z.string().min(1)).max(200).optional().meta({
			description:
				'Fields to empty if values has no value for them. A value of null does the same.',
		}),
		valueMapping: z
			.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() }))
			.max(1_000)
			.optional()
			.meta({
				description:
					'Replaces a value with the one that the account uses. An empty "to" skips the value.',
			}),
		otherColumns: z
			.array(z.string())
			.optional()
			.meta({ description: 'Columns that are not fields, for the notes of the outcome' }),
		checkSuppression: z.boolean().default(true).meta({
			description: 'Whether to skip people and companies on the suppression list',
		}),
		idempotencyKey: text(
			'Prevents duplicates: the first write with a key creates the record, later writes with the same key update it',
		).optional(),
	});
}

type UpsertInput = z.output<ReturnType<typeof inputOf>>;

function toChecked(entity: CrmEntity, input: UpsertInput): CheckedDraft<AnyEntity> {
	const { id: own, onlyIfEmpty = [], checkSuppression, idempotencyKey } = input;
	const { values, clear = [] } = toDraft(entity, input.values);
	const toClear = [...clear, ...(input.clear ?? [])];
	const { valueMapping = [], otherColumns = [] } = input;
	const links = associationsOf(input);
	return {
		draft: {
			values,
			...(toClear.length > 0 && { clear: toClear }),
			...(own !== undefined && { match: { id: own } }),
			...(Object.keys(links).length > 0 && { associations: links }),
			...(onlyIfEmpty.length > 0 && { onlyIfEmpty }),
			...(valueMapping.length > 0 && { valueMapping }),
			...(otherColumns.length > 0 && {
				notes: [`These columns are not fields and were left out: ${otherColumns.join(', ')}`],
			}),
		},
		suppression: checkSuppression ? 'check' : 'ignore',
		...(idempotencyKey !== undefined && { idempotencyKey }),
	};
}

/** Creates a record, or changes what differs; many go in the vendor's own batches. */
export function upsertRecord(entity: CrmEntity) {
	const { one } = WORDS[entity];
	// Each vendor's records take drafts of their own kind, which `entity` says.
	const recordsOf = ({ vendor }: Pick<CrmPorts, 'vendor'>) =>
		vendor[entity] as unknown as CrmRecords<AnyEntity>;
	const namesIn = (input: UpsertInput) => {
		const { draft, idempotencyKey } = toChecked(entity, input);
		return namesOf(draft, idempotencyKey);
	};
	const runMany = async (ports: CrmPorts, inputs: readonly UpsertInput[]) => {
		const { client, ledger, checkActions, clock } = ports;
		return await upsertChecked(
			{
				records: recordsOf(ports),
				kind: entity,
				client,
				ledger,
				checkActions,
				now: () => clock.now(),
				problemOf: async (...fields) => await problemOfFields(ports, entity, ...fields),
			},
			inputs.map((input) => toChecked(entity, input)),
		);
	};
	return crmOperation({
		name: `${entity}.upsert`,
		label: 'Create or Update',
		title: `Create or update a ${one}`,
		description: 'Create a record, or update it if it exists (upsert)',
		input: inputOf(entity),
		output: RECORDS[entity] as z.ZodType,
		// Without a key of the user's, a second run makes a second deal.
		effect: entity === 'deal' ? 'once' : 'repeatable',
		run: async (ports, input) => {
			const [outcome] = await runMany(ports, [input]);
			if (outcome === undefined) throw new Error(`No outcome of an upsert of a ${one}`);
			return outcome;
		},
		runMany,
		mayBeOne: (one, other) => mayBeOne(namesIn(one), namesIn(other)),
		portion: (ports) => (recordsOf(ports).upsertMany ? PORTION : 1),
	});
}
