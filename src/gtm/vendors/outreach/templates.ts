import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toCanonical, toVendor } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { Template } from '../../model/sequence';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, TemplateChange } from '../../sequencer/sequencer-vendor';
import { type Resource, sendDocument, toId } from './json-api';
import { templateMapping } from './outreach.mapping';
import { isNamed, listDocuments } from './pages';

export async function listTemplates(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Template[]>> {
	const asked = { path: '/api/v2/templates', query: { sort: '-updatedAt' } };
	return await listDocuments(client, limit, asked, (template) =>
		isNamed(template, text) ? [toTemplate(template)] : [],
	);
}

export async function getTemplate(client: VendorClient, id: string): Promise<Outcome<Template>> {
	const { provider } = client;
	try {
		const path = pathOf`/api/v2/templates/${id}`;
		const { data } = await sendDocument(client, { method: 'GET', path, effect: 'read' });
		const [template] = data;
		return template ? found(provider, toTemplate(template)) : noTemplate(provider, id);
	} catch (error) {
		return toOutcome(error);
	}
}

export async function updateTemplate(
	client: VendorClient,
	{ templateId, ...changes }: TemplateChange,
): Promise<Outcome<Template>> {
	const { provider } = client;
	const id = toId(templateId);
	if (id === undefined) return noTemplate(provider, templateId);
	try {
		const template = await writeTemplate(client, id, changes);
		if (template === undefined) return noTemplate(provider, templateId);
		return { status: 'updated', provider, record: toTemplate(template) };
	} catch (error) {
		return toOutcome(error);
	}
}

function noTemplate<Entity>(provider: string, id: string): Outcome<Entity> {
	return refused(provider, 'not_found', 'no_template', `Outreach has no template ${id}.`);
}

export async function writeTemplate(
	client: VendorClient,
	id: number,
	changes: Omit<TemplateChange, 'templateId'>,
): Promise<Resource | undefined> {
	const { values: attributes } = toVendor(templateMapping, changes);
	const { data } = await sendDocument(
		client,
		{ method: 'PATCH', path: pathOf`/api/v2/templates/${id}`, effect: 'idempotent' },
		{ type: 'template', id, attributes },
	);
	return data[0];
}

export function toTemplate({ id, attributes }: Resource): Template {
	const { values } = toCanonical(templateMapping, attributes);
	return { id, ...values };
}
