import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { keyProperty, optionsProperty, timeoutOption } from './ask.properties';
import { samplingQuestion } from '../../../src/mcp/server/content/sampling';
import { readKey } from '../../../src/n8n/respond/answer-key';
import { askForEachItem } from '../../../src/n8n/respond/ask';
import type { StartOperation } from '../../../src/n8n/respond/operation';
import type { ItemParameters } from '../../../src/n8n/respond/parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Write one line that opens an email to this person',
		description: 'What the model should do',
	},
	{
		displayName: 'System Prompt',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. You write short and factual emails',
		description: 'How the model should behave. The client can change or ignore it.',
	},
	{
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		description: 'Maximum length of the answer',
	},
	keyProperty('answer'),
	optionsProperty([
		{
			displayName: 'Messages (JSON)',
			name: 'messages',
			type: 'json',
			default: '[]',
			description:
				'Earlier messages of the conversation: a list of objects with role and content. If you use it, Prompt can be empty.',
		},
		{
			displayName: 'Model Hints',
			name: 'modelHints',
			type: 'string',
			default: '',
			placeholder: 'e.g. sonnet, gpt',
			description:
				'Preferred models, separated by commas: full or partial names, most preferred first',
		},
		{
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 2 },
			default: 1,
			description: 'Higher values make the answer more varied. The client can ignore it.',
		},
		timeoutOption,
	]),
];

export const description = updateDisplayOptions({ show: { operation: ['askModel'] } }, properties);

export const start: StartOperation = (run) =>
	askForEachItem(run, (parameters) => {
		const key = readKey(parameters);
		return {
			questions: { [key]: readQuestion(parameters) },
			toFields: (answers) => ({ [key]: answers[key] ?? {} }),
			fieldsWithoutClient: { [key]: {} },
		};
	});

function readQuestion(parameters: ItemParameters) {
	const isSet = (name: string) => parameters.value(`options.${name}`, null) !== null;
	return samplingQuestion({
		prompt: parameters.text('prompt'),
		systemPrompt: parameters.text('systemPrompt'),
		maxTokens: parameters.number('maxTokens'),
		modelHints: parameters
			.text('options.modelHints')
			.split(',')
			.map((hint) => hint.trim())
			.filter((hint) => hint !== ''),
		...(isSet('messages') ? { messages: parameters.json('options.messages') } : {}),
		...(isSet('temperature') ? { temperature: parameters.number('options.temperature') } : {}),
	});
}
