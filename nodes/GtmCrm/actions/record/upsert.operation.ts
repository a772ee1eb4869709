import { type INodeProperties, type ResourceMapperValue, updateDisplayOptions } from 'n8n-workflow';

import type {
	CrmEntities,
	CrmRecords,
	CrmVendor,
	UpsertDraft,
} from '../../../../src/gtm/crm/crm-vendor';
import { toDraft } from '../../../../src/gtm/crm/draft';
import { type CheckedDraft, upsertChecked } from '../../../../src/gtm/crm/upsert-checked';
import { entityOf, readAssociations } from '../../../../src/n8n/gtm/crm/parameters';
import { gtmProcess } from '../../../../src/n8n/gtm/gtm-process';
import { readJsonObject, readText } from '../../../../src/n8n/gtm/node/parameter-values';
import { splitList } from '../../../../src/base/split-list';
import type { Prepared, VendorContext } from '../../../../src/n8n/gtm/node/prepared';
import { associations } from '../record.properties';

type AnyEntity = CrmEntities[keyof CrmEntities];

/** Records of one call, where the vendor has a batch. */
const PORTION = 100;

const properties: INodeProperties[] = [
	{
		displayName: 'Input Mode',
		name: 'inputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Form', value: 'form', description: "Fill in the vendor's fields, custom ones too" },
			{ name: 'JSON', value: 'json', description: 'Give the canonical record as one JSON object' },
		],
		default: 'form',
	},
	{
		displayName: 'Values',
		name: 'form',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['vendor', 'resource', 'authentication'],
			resourceMapper: {
				resourceMapperMethod: 'getRecordForm',
				mode: 'add',
				valuesLabel: 'Values',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				supportAutoMap: true,
			},
		},
		displayOptions: { show: { inputMode: ['form'] } },
	},
	{
		displayName: 'Values (JSON)',
		name: 'json',
		type: 'json',
		default: '{\n  "email": ""\n}',
		typeOptions: { rows: 6 },
		description: 'Canonical fields; the vendor\'s own ones under "custom"',
		displayOptions: { show: { inputMode: ['json'] } },
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4211',
		description:
			'Change this record. If empty, a contact is recognised by its email and a company by its domain; a deal is new.',
	},
	associations,
	{
		displayName: 'Upsert Options',
		name: 'upsertOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Check Suppression List',
				name: 'checkSuppression',
				type: 'boolean',
				default: true,
				description:
					'Whether to write nothing about people and companies that are on the suppression list of this n8n',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.opportunityId }}',
				displayOptions: { show: { '/resource': ['deal'] } },
				description:
					'The first deal with a key is made, later ones with the same key change it: a run that is repeated makes no second deal. Remembered by this n8n.',
			},
			{
				displayName: 'Only If Empty',
				name: 'onlyIfEmpty',
				type: 'string',
				default: '',
				placeholder: 'e.g. title, phone',
				description: 'Fields that are written only where the record has no value yet, by commas',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['contact', 'company', 'deal'], operation: ['upsert'] } },
	properties,
);

/** Creates the record, or changes what differs. Many items go in the vendor's own batches. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	const entity = entityOf(context.getNodeParameter('resource', 0));
	// Each vendor's records take drafts of their own kind, which `entity` says.
	const records = vendor[entity] as unknown as CrmRecords<AnyEntity>;
	const target = { records, kind: entity, client, ledger: () => gtmProcess().ledger() };
	return {
		prepare: (itemIndex) => readChecked(context, entity, itemIndex),
		portion: records.upsertMany ? PORTION : 1,
		// `run` is only ever given what `prepare` made.
		run: async (inputs) => await upsertChecked(target, inputs as readonly Checked[]),
	};
}

type Checked = CheckedDraft<AnyEntity>;

function readChecked(
	context: VendorContext<CrmVendor>['context'],
	entity: keyof CrmEntities,
	itemIndex: number,
): Checked {
	const checks = context.getNodeParameter('upsertOptions.checkSuppression', itemIndex, true);
	const key = readText(context, 'upsertOptions.idempotencyKey', itemIndex);
	return {
		draft: readDraft(context, entity, itemIndex),
		suppression: checks === true ? 'check' : 'ignore',
		...(key !== '' && { idempotencyKey: key }),
	};
}

function readDraft(
	context: VendorContext<CrmVendor>['context'],
	entity: keyof CrmEntities,
	itemIndex: number,
): UpsertDraft<AnyEntity> {
	const id = readText(context, 'recordId', itemIndex);
	const links = readAssociations(context, itemIndex);
	const onlyIfEmpty = splitList(
		context.getNodeParameter('upsertOptions.onlyIfEmpty', itemIndex, ''),
	);
	return {
		values: toDraft(entity, readValues(context, itemIndex)),
		...(id !== '' && { match: { id } }),
		...(Object.keys(links).length > 0 && { associations: links }),
		...(onlyIfEmpty.length > 0 && { onlyIfEmpty }),
	};
}

function readValues(
	context: VendorContext<CrmVendor>['context'],
	itemIndex: number,
): Record<string, unknown> {
	if (context.getNodeParameter('inputMode', itemIndex) === 'form') {
		const form = context.getNodeParameter('form', itemIndex) as ResourceMapperValue;
		if (form.mappingMode === 'autoMapInputData') {
			return { ...context.getInputData()[itemIndex]?.json };
		}
		return { ...form.value };
	}
	return readJsonObject(context, 'json', itemIndex, 'Values (JSON)');
}
