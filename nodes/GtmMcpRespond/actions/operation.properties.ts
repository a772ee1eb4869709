import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import * as announce from './announce.operation';
import * as askModel from './askModel.operation';
import * as askSeveral from './askSeveral.operation';
import * as askUser from './askUser.operation';
import * as becomeTask from './becomeTask.operation';
import * as listRoots from './listRoots.operation';
import * as log from './log.operation';
import * as progress from './progress.operation';
import * as respond from './respond.operation';

const OPERATIONS: INodePropertyOptions[] = [
	{
		name: 'Announce Change',
		value: 'announce',
		action: 'Announce a change',
		description: 'Tell subscribed clients that a list or a resource changed',
	},
	{
		name: 'Ask Model',
		value: 'askModel',
		action: 'Ask the model',
		description: "Let the client's model write a response (sampling)",
	},
	{
		name: 'Ask Several Questions',
		value: 'askSeveral',
		action: 'Ask several questions',
		description: 'Ask the user, the model and the client at the same time',
	},
	{
		name: 'Ask User',
		value: 'askUser',
		action: 'Ask the user',
		description: 'Show the user a form or send them to a page (elicitation), and wait',
	},
	{
		name: 'Become Task',
		value: 'becomeTask',
		action: 'Become a task',
		description: 'Let the client continue and fetch the result of this long call later',
	},
	{
		name: 'List Roots',
		value: 'listRoots',
		action: 'List the roots',
		description: 'Get the folders that the client works in',
	},
	{
		name: 'Log',
		value: 'log',
		action: 'Send a log message',
		description: 'Send a log message to the client',
	},
	{
		name: 'Report Progress',
		value: 'progress',
		action: 'Report progress',
		description: 'Report progress to the waiting client',
	},
	{
		name: 'Respond',
		value: 'respond',
		action: 'Respond to the call',
		description: 'Answer the call now. The workflow can continue afterwards.',
	},
];

/**
 * What an agent has use for in the middle of its work: a person, another model, a word on how far it
 * is. The rest answers or shapes the call itself, which is the workflow's part.
 */
const FOR_AGENTS = ['askModel', 'askUser', 'log', 'progress'];

const operationOf = (
	options: INodePropertyOptions[],
	first: 'respond' | 'askUser',
	asTool: boolean,
): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options,
	default: first,
	displayOptions: { show: { '@tool': [asTool] } },
});

/** All that the editor shows. There is one thing to act on, the call: so there is no Resource. */
export const operationProperties: INodeProperties[] = [
	operationOf(OPERATIONS, 'respond', false),
	operationOf(
		OPERATIONS.filter(({ value }) => FOR_AGENTS.includes(String(value))),
		'askUser',
		true,
	),
	...announce.description,
	...askModel.description,
	...askSeveral.description,
	...askUser.description,
	...becomeTask.description,
	...listRoots.description,
	...log.description,
	...progress.description,
	...respond.description,
];
