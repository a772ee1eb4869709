import { randomUUID } from 'node:crypto';

import { type IDataObject, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { optionsProperty, timeoutOption } from './ask.properties';
import type { Answers, LiveCall, Question } from '../../../src/mcp/bus/live-call';
import { toQuestions } from '../../../src/mcp/server/content/questions';
import { askForEachItem } from '../../../src/n8n/respond/ask';
import type { StartOperation } from '../../../src/n8n/respond/operation';

const EXAMPLE = {
	name: {
		method: 'elicitation/create',
		params: {
			message: 'Who may we call?',
			requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
		},
	},
};

const properties: INodeProperties[] = [
	{
		displayName: 'Questions (JSON)',
		name: 'questions',
		type: 'json',
		typeOptions: { rows: 8 },
		default: JSON.stringify(EXAMPLE, null, 2),
		required: true,
		description:
			'An object with a key for each question. Each question has a method (elicitation/create, sampling/createMessage or roots/list) and params. The output field answers uses the same keys.',
	},
	{
		displayName: 'Only Supported',
		name: 'onlySupported',
		type: 'boolean',
		default: false,
		description: 'Whether to skip questions that the client cannot answer',
	},
	optionsProperty([timeoutOption]),
];

export const description = updateDisplayOptions(
	{ show: { operation: ['askSeveral'] } },
	properties,
);

export const start: StartOperation = (run) =>
	askForEachItem(run, (parameters) => {
		const questions = toQuestions(parameters.json('questions'), randomUUID);
		const onlySupported = parameters.flag('onlySupported');
		return {
			questions: run.call && onlySupported ? supported(questions, run.call) : questions,
			toFields: toAnswers,
			toDeclinedFields: toAnswers,
			fieldsWithoutClient: { answers: {} },
		};
	});

function supported(questions: Record<string, Question>, call: LiveCall): Record<string, Question> {
	return Object.fromEntries(
		Object.entries(questions).filter(([, { method }]) => call.supportedQuestions.has(method)),
	);
}

/** Answers are JSON of the protocol, which n8n's type of it cannot say. */
function toAnswers(answers: Answers): IDataObject {
	return { answers: answers };
}
