import { randomUUID } from 'node:crypto';

import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { keyProperty, optionsProperty, timeoutOption } from './ask.properties';
import { formFieldsProperty } from './formField.properties';
import type { Question } from '../../../src/mcp/bus/live-call';
import { formQuestion, urlQuestion } from '../../../src/mcp/server/content/elicitation';
import { readKey } from '../../../src/n8n/respond/answer-key';
import { askForEachItem } from '../../../src/n8n/respond/ask';
import { readFormSchema } from '../../../src/n8n/respond/form';
import type { StartOperation } from '../../../src/n8n/respond/operation';
import type { ItemParameters } from '../../../src/n8n/respond/parameters';

const EXAMPLE = {
	type: 'object',
	properties: { approved: { type: 'boolean', title: 'Approve' } },
	required: ['approved'],
};

const properties: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Form',
				value: 'form',
				description: 'The client shows a form. Do not ask for passwords or keys.',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'The client offers to open a page. Use it for payments, passwords and keys.',
			},
		],
		default: 'form',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		required: true,
		placeholder: 'e.g. May we add this contact to the sequence?',
		description: 'Tell the user what you need and why',
	},
	{
		displayName: 'Form From',
		name: 'formMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Fields', value: 'fields', description: 'Add the fields one by one' },
			{ name: 'JSON Schema', value: 'schema', description: 'Write a JSON Schema' },
		],
		default: 'fields',
		displayOptions: { show: { mode: ['form'] } },
	},
	{ ...formFieldsProperty, displayOptions: { show: { mode: ['form'], formMode: ['fields'] } } },
	{
		displayName: 'Form Schema (JSON)',
		name: 'requestedSchema',
		type: 'json',
		typeOptions: { rows: 6 },
		default: JSON.stringify(EXAMPLE, null, 2),
		required: true,
		description: 'A flat object. Each property is a text, number, boolean or choice.',
		displayOptions: { show: { mode: ['form'], formMode: ['schema'] } },
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/approve/42',
		description: 'The page to open. The user sees the address first.',
		displayOptions: { show: { mode: ['url'] } },
	},
	{
		displayName: 'Elicitation ID',
		name: 'elicitationId',
		type: 'string',
		default: '',
		description: 'Unique ID of this question for the client. Leave empty to generate one.',
		displayOptions: { show: { mode: ['url'] } },
	},
	keyProperty('answer'),
	optionsProperty([timeoutOption]),
];

export const description = updateDisplayOptions({ show: { operation: ['askUser'] } }, properties);

export const start: StartOperation = (run) =>
	askForEachItem(run, (parameters) => {
		const key = readKey(parameters);
		return {
			questions: { [key]: readQuestion(parameters) },
			toFields: (answers) => ({ [key]: answers[key]?.content ?? {} }),
			fieldsWithoutClient: { [key]: {} },
		};
	});

function readQuestion(parameters: ItemParameters): Question {
	const message = parameters.text('message');
	if (parameters.value('mode', 'form') !== 'url') {
		return formQuestion(message, readFormSchema(parameters));
	}
	const id = parameters.text('elicitationId').trim() || randomUUID();
	return urlQuestion(message, parameters.text('url'), id);
}
