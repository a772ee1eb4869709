import type { ResourceMapperFields } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import type { Prompt } from '../../third-party/mcp-client';
import type { ParameterSource } from './parameter-source';
import { toResourceMapperField } from './resource-mapper-fields';

/**
 * The arguments of a prompt of one item. The protocol knows texts only: a number or a switch becomes
 * its text, an object or list its JSON, and what is empty is not sent.
 *
 * @throws McpClientError if they are no JSON object
 */
export function readPromptArguments(source: ParameterSource): Record<string, string> {
	const values =
		source.get('promptInputMode', 'form') === 'json'
			? parse(source.get('promptJson', '{}'))
			: source.get('promptForm.value', {});
	return toTexts(values ?? {});
}

function toTexts(values: unknown): Record<string, string> {
	if (typeof values !== 'object' || values === null || Array.isArray(values)) {
		throw new McpClientError('prompt', "'Arguments (JSON)' is not a JSON object", {
			hint: 'Enter an object with text for each argument, such as {"account": "acme.com"}.',
			delivery: 'notSent',
		});
	}
	const given = Object.entries(values).filter(
		([, value]) => value !== null && value !== undefined && value !== '',
	);
	return Object.fromEntries(given.map(([name, value]) => [name, toText(value)]));
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text that is no JSON comes back as it is, and is then refused for not being an object. */
function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return {};
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** The form of a prompt: a text field an argument. */
export function toPromptForm({ arguments: args = [] }: Prompt): ResourceMapperFields {
	return {
		fields: args.map(({ name, description, required }) =>
			toResourceMapperField({
				name,
				label: name,
				description,
				kind: 'string',
				required: required ?? false,
			}),
		),
		emptyFieldsNotice: 'This prompt takes no arguments.',
	};
}
