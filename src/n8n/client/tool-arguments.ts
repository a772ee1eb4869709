import { type IExecuteFunctions, NodeOperationError, type ResourceMapperValue } from 'n8n-workflow';

import type { RequestLimits } from '../../mcp/client/connection-target';
import type { McpConnection } from '../../mcp/client/mcp-connection';
import { type FilledField, toToolArguments } from '../../mcp/client/form/form-arguments';
import { toFormFields } from '../../mcp/client/form/form-fields';
import { toFilledField } from './resource-mapper-fields';

type Arguments = Record<string, unknown>;

/** The tool's arguments of one item, from the form or from JSON. */
export async function readToolArguments(
	context: IExecuteFunctions,
	itemIndex: number,
	toolName: string,
	connection: McpConnection,
	limits: RequestLimits,
): Promise<Arguments> {
	if (context.getNodeParameter('inputMode', itemIndex) === 'json') {
		return parseArguments(context, itemIndex);
	}
	const form = readForm(context, itemIndex);
	// n8n cannot check the values of a form that was never filled in: they are null.
	if (!form.value) return {};
	const values = asJson(context.getNodeParameter('form.value', itemIndex));
	const fields = (form.schema ?? []).map(toFilledField);
	const hasDate = fields.some(({ name, kind }) => kind === 'dateTime' && Boolean(values[name]));
	if (!hasDate) return toToolArguments(values, fields);
	const { items } = await connection.list('tools', limits);
	const tool = items.find(({ name }) => name === toolName);
	return toToolArguments(values, withDates(fields, tool?.inputSchema ?? {}));
}

/** The form as it is saved, its expressions not resolved. */
function readForm(context: IExecuteFunctions, itemIndex: number): Partial<ResourceMapperValue> {
	const raw = context.getNodeParameter('form', itemIndex, {}, { rawExpressions: true });
	return raw as Partial<ResourceMapperValue>;
}

/** The form's values as they will be sent: n8n gives dates as luxon objects, which JSON makes text. */
function asJson(values: unknown): Arguments {
	return JSON.parse(JSON.stringify(values ?? {})) as Arguments;
}

/** n8n saves dates and dates with a time as one type; the tool's schema tells them apart. */
function withDates(fields: FilledField[], inputSchema: Arguments): FilledField[] {
	const dates = new Set(
		toFormFields(inputSchema)
			.filter(({ kind }) => kind === 'date')
			.map(({ name }) => name),
	);
	return fields.map((field) => (dates.has(field.name) ? { ...field, kind: 'date' } : field));
}

function parseArguments(context: IExecuteFunctions, itemIndex: number): Arguments {
	const value = parseText(context.getNodeParameter('json', itemIndex, '{}'));
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Arguments;
	}
	throw new NodeOperationError(context.getNode(), "'Arguments (JSON)' is not a JSON object", {
		itemIndex,
		description: 'Enter an object with a key for each argument, such as {"domain": "n8n.io"}.',
	});
}

/** Text that is no JSON comes back as it is, and is then refused for not being an object. */
function parseText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return {};
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
