import type { IDataObject, INode, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { form as analytics } from '../../../nodes/GtmAnalytics/actions/router';
import { form as crm } from '../../../nodes/GtmCrm/actions/router';
import { form as enrichment } from '../../../nodes/GtmEnrichment/actions/router';
import { form as sequencer } from '../../../nodes/GtmSequencer/actions/router';
import { type NodeForm, readInput } from '../../../src/n8n/gtm/node/node-form';
import { parametersOf } from '../../../src/n8n/gtm/parameters/parameters-of';
import type { ZodType } from '../../../src/third-party/zod';

type AnyForm = NodeForm<{ name: string; input: ZodType }>;

export const FORMS: Readonly<Record<string, AnyForm>> = { analytics, crm, enrichment, sequencer };

export const ZONE = 'America/New_York';

/** What users fill in, by the name of the parameter: enough for every operation to be read. */
const FILLED: Readonly<Record<string, unknown>> = {
	alertName: 'Signups fall',
	associations: { contactIds: '4211' },
	domain: 'acme.com',
	email: 'dana@acme.com',
	event: 'signed_up',
	from: '2026-11-01',
	inputMode: 'json',
	json: { email: 'dana@acme.com' },
	lines: { line: [{ event: 'signed_up' }] },
	record: { __rl: true, mode: 'id', value: '4211' },
	recordId: '4211',
	sequence: { __rl: true, mode: 'id', value: '6501' },
	step: '1',
	steps: 'signed_up, paid',
	subject: 'Hello',
	template: { __rl: true, mode: 'id', value: '6501' },
	to: '2026-11-08',
	workflow: '42',
};

/** Of one operation: what is filled in is not the same for all. */
const OF_OPERATION: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	'company.upsert': { json: { domain: 'acme.com' } },
	'deal.upsert': { json: { name: 'Renewal' } },
	'suppression.add': { who: 'dana@acme.com' },
	'suppression.check': { who: 'dana@acme.com' },
	'suppression.import': { entries: 'dana@acme.com' },
	'suppression.remove': { who: 'dana@acme.com' },
	'record.check': { record: { email: 'dana@acme.com' } },
	'record.standardize': { record: { email: 'dana@acme.com' } },
	'waterfall.person': { wanted: ['email'] },
	'waterfall.company': { wanted: ['industry'] },
	'waterfall.estimate': { wanted: ['email'] },
};

function valueAt(values: Readonly<Record<string, unknown>>, path: string): unknown {
	if (path in values) return values[path];
	return path
		.split('.')
		.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values);
}

/** Reads an operation's input as the node does, from a form that is filled in but for these values. */
export function readForm(
	{ properties, operations, reads, labels }: AnyForm,
	name: string,
	changed: Readonly<Record<string, unknown>>,
	json: Record<string, unknown> = {},
): unknown {
	const [resource = '', operation = ''] = name.split('.');
	const values = { ...FILLED, ...OF_OPERATION[name], resource, operation, ...changed };
	const described = operations[name];
	if (!described) throw new Error(`There is no operation ${name}`);
	const node = { parameters: values, typeVersion: 1 } as unknown as INode;
	const parameters = parametersOf(
		{
			getNode: () => node,
			getTimezone: () => ZONE,
			getInputData: () => [{ json: json as IDataObject }],
			getInputSourceData: () => ({ previousNode: 'Verify' }),
			// As n8n: an expression may give anything, whatever the type of the parameter.
			getNodeParameter: ((path: string, _item: number, fallback: unknown) => {
				const value = valueAt(values, path);
				return value === undefined ? fallback : value;
			}) as never,
		},
		properties,
	);
	return readInput({ reads, ...(labels && { labels }) }, described, parameters(0));
}

/** A place in a form where a value goes. */
export interface Cell {
	path: string;
	property: INodeProperties;
	/** What is filled in to put a value there. */
	put(value: unknown): Record<string, unknown>;
}

/** A row of each fixed collection, filled in. */
const ROWS: Readonly<Record<string, Record<string, unknown>>> = {
	'conditions.condition': { field: 'email', operator: 'eq', value: 'dana@acme.com' },
	'lines.line': { event: 'signed_up' },
	'upsertOptions.valueMapping.row': { field: 'industry', from: 'computer_software', to: 'SaaS' },
};

function cellsOf(property: INodeProperties, path = property.name): Cell[] {
	const { type, options = [] } = property;
	if (type === 'collection') {
		return (options as INodeProperties[]).flatMap((member) =>
			cellsOf(member, `${path}.${member.name}`),
		);
	}
	if (type !== 'fixedCollection') return [cellAt(path, property)];
	return (options as INodePropertyCollection[]).flatMap((group) => {
		const rows = `${path}.${group.name}`;
		return group.values.map((member) => ({
			path: `${rows}.${member.name}`,
			property: member,
			put: (value: unknown) => ({ [rows]: [{ ...ROWS[rows], [member.name]: value }] }),
		}));
	});
}

const cellAt = (path: string, property: INodeProperties): Cell => ({
	path,
	property,
	put: (value) => ({ [path]: value }),
});

/** The parameters that a form shows for an operation and that take an expression, members included. */
export function shownParameters({ properties }: AnyForm, name: string): Cell[] {
	const [resource = '', operation = ''] = name.split('.');
	const holds = (shown: { resource: unknown; operation: unknown }) =>
		[
			[shown.resource, resource],
			[shown.operation, operation],
		].every(([values, chosen]) => !Array.isArray(values) || values.includes(chosen));
	return (
		properties
			.filter(({ displayOptions: { show } = {} }) =>
				holds({ resource: show?.resource, operation: show?.operation }),
			)
			.filter(({ type, noDataExpression }) => type !== 'notice' && noDataExpression !== true)
			.flatMap((property) => cellsOf(property))
			// Members of the options name the resource from the root of the form.
			.filter(({ property: { displayOptions: { show } = {} } }) =>
				holds({ resource: show?.['/resource'], operation: show?.['/operation'] }),
			)
			.filter(({ path }, index, all) => all.findIndex((one) => one.path === path) === index)
	);
}
