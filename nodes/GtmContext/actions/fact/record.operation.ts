import { ENTITY_TYPES } from '../../../../src/context/model/entity';
import type { Identifier } from '../../../../src/context/model/identifier';
import { type Fact, METHODS } from '../../../../src/context/model/observation';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { typeProperty } from '../entity-type.property';
import { optionsOf } from '../options.property';
import {
	creditsOption,
	idempotencyOption,
	sourceProperty,
	sourceRefOption,
} from '../provenance.properties';
import { readProvenance } from '../provenance';
import { readIdentifierOf, subjectProperties } from '../subject.properties';

export const recordFacts: ContextOperation = {
	resource: 'fact',
	value: 'record',
	name: 'Record',
	action: 'Record facts',
	description: 'Record what a source knows of a person, company, deal or sequence',
	properties: [
		typeProperty,
		...subjectProperties(),
		{
			displayName: 'Facts',
			name: 'facts',
			type: 'json',
			required: true,
			default: '',
			placeholder: 'e.g. { "title": "CTO", "country": "DE" }',
			description: 'An object of names and values',
		},
		sourceProperty,
		optionsOf(
			creditsOption,
			idempotencyOption,
			sourceRefOption,
			{
				displayName: 'Confidence',
				name: 'confidence',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: 0.8,
				description: 'How sure the source is, from 0 to 1',
			},
			{
				displayName: 'Method',
				name: 'method',
				type: 'options',
				options: [
					{
						name: 'Asserted',
						value: 'asserted',
						description: 'A person says so: counts more than any score',
					},
					{ name: 'Inferred', value: 'inferred', description: 'Concluded by a rule or a model' },
					{ name: 'Observed', value: 'observed', description: 'Read from a system of record' },
					{ name: 'Vendor', value: 'vendor', description: 'Bought from a vendor of data' },
				],
				default: 'observed',
				description: 'How it became known',
			},
			{
				displayName: 'More Identifiers',
				name: 'identifiers',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "hubspot:contact": "4711", "linkedin": "in/dana-doe" }',
				description: 'What else tells who is meant, by kind',
			},
			{
				displayName: 'Observed At',
				name: 'observedAt',
				type: 'dateTime',
				default: '',
				description: 'When the source saw it; now if empty',
			},
		),
	],
	async run(parameters, at) {
		const facts = readFacts(parameters);
		return await at.graph.upsertFacts({
			type: parameters.choice('type', ENTITY_TYPES),
			identifiers: [readIdentifierOf(parameters), ...moreIdentifiers(parameters)],
			facts,
			...readProvenance(parameters, at),
		});
	},
};

function readFacts(parameters: ItemParameters): Fact[] {
	const confidence = parameters.optionalNumber('options.confidence');
	const method = parameters.optionalChoice('options.method', METHODS);
	const observedAt = parameters.instant('options.observedAt');
	const common = {
		...(confidence !== undefined && { confidence }),
		...(method !== undefined && { method }),
		...(observedAt !== undefined && { observedAt }),
	};
	// An empty value says that the source has none, which is no fact.
	return Object.entries(parameters.requiredObject('facts'))
		.filter(([, value]) => value !== null && value !== '')
		.map(([attribute, value]) => ({ attribute, value: value as Fact['value'], ...common }));
}

function moreIdentifiers(parameters: ItemParameters): Identifier[] {
	const given = parameters.textsByName('options.identifiers');
	return Object.entries(given).map(([kind, value]) => ({ kind, value }));
}
