import type { VendorClient } from '../../http/vendor-client';
import { toCanonical } from '../../model/mapping';
import { numberOf } from '../../model/json';
import type { SequenceStep } from '../../model/sequence';
import { type Resource, sendDocument } from './json-api';
import { stepMapping, templateMapping } from './outreach.mapping';

export interface OutreachStep {
	id: string;
	/** From 1. */
	number: number;
	resource: Resource;
	/** Those that are sent, in Outreach's order. */
	templates: Resource[];
}

/** A sequence of more steps than this is not read whole. */
const PAGE_MAX = 100;

/** Steps in order, with their texts: those hang on them by way of sequence templates. */
export async function readSteps(client: VendorClient, sequenceId: number): Promise<OutreachStep[]> {
	const { data } = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/sequenceSteps',
		query: { 'filter[sequence][id]': sequenceId, sort: 'order', 'page[size]': PAGE_MAX },
		effect: 'read',
	});
	const steps = data.toSorted((a, b) => orderOf(a) - orderOf(b));
	if (steps.length === 0) return [];
	const links = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/sequenceTemplates',
		query: {
			'filter[sequenceStep][id]': steps.map(({ id }) => id).join(','),
			include: 'template',
			'page[size]': PAGE_MAX,
		},
		effect: 'read',
	});
	const templates = new Map(links.included.map((template) => [template.id, template]));
	const enabled = links.data.filter(({ attributes }) => attributes.enabled !== false);
	return steps.map((resource, index) => ({
		id: resource.id,
		number: index + 1,
		resource,
		templates: enabled
			.filter(({ related }) => related.sequenceStep?.[0] === resource.id)
			.flatMap(({ related }) => templates.get(related.template?.[0] ?? '') ?? []),
	}));
}

const orderOf = ({ attributes }: Resource) => numberOf(attributes.order) ?? 0;

export function toStep({ id, number, resource, templates }: OutreachStep): SequenceStep {
	const { values } = toCanonical(stepMapping, resource.attributes);
	const [template] = templates;
	const { subject, body } = toCanonical(templateMapping, template?.attributes ?? {}).values;
	return {
		channel: 'other',
		...values,
		id,
		number,
		...(typeof subject === 'string' && { subject }),
		...(typeof body === 'string' && { body }),
		...(template !== undefined && { templateId: template.id }),
	};
}
