import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { LOG_LEVELS } from '../../../src/mcp/bus/live-call';
import { ContentError } from '../../../src/mcp/server/content/content-error';
import { readLogData } from '../../../src/n8n/respond/log-data';
import { done, type StartOperation } from '../../../src/n8n/respond/operation';
import { parametersOf } from '../../../src/n8n/respond/parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Level',
		name: 'level',
		type: 'options',
		options: [
			{ name: 'Alert', value: 'alert' },
			{ name: 'Critical', value: 'critical' },
			{ name: 'Debug', value: 'debug' },
			{ name: 'Emergency', value: 'emergency' },
			{ name: 'Error', value: 'error' },
			{ name: 'Info', value: 'info' },
			{ name: 'Notice', value: 'notice' },
			{ name: 'Warning', value: 'warning' },
		],
		default: 'info',
		description: 'Severity of the message. Clients can ignore messages below a level.',
	},
	{
		displayName: 'Data',
		name: 'data',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Found 3 accounts',
		description: 'Text or JSON. Do not include keys or personal data.',
	},
	{
		displayName: 'Logger',
		name: 'logger',
		type: 'string',
		default: '',
		placeholder: 'e.g. enrichment',
		description: 'What the message is about',
	},
];

export const description = updateDisplayOptions({ show: { operation: ['log'] } }, properties);

/** One message an item. */
export const start: StartOperation = (run) => ({
	handle: async (itemIndex) => {
		const parameters = parametersOf(run.context, itemIndex);
		const name = parameters.text('level');
		const level = LOG_LEVELS.find((known) => known === name);
		if (level === undefined) {
			throw new ContentError('level', `is not one of ${LOG_LEVELS.join(', ')}`);
		}
		const data = readLogData(parameters.value('data', ''));
		await run.call?.log(level, data, parameters.text('logger').trim() || undefined);
		return done(run);
	},
});
