import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { playProperty } from './guard.properties';

export const killSwitch: PlaybookOperation = {
	resource: 'guard',
	value: 'killSwitch',
	name: 'Kill Switch',
	action: 'Stop a play or let it go on',
	description: 'Stops a play at once in all workflows of this n8n, until it is let go on',
	properties: [
		{ ...playProperty, default: '*', description: 'Name of the play, or * for all of them' },
		{
			displayName: 'Stopped',
			name: 'stopped',
			type: 'boolean',
			default: true,
			description: 'Whether the play is stopped; off lets it go on',
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: 'Stopped by hand',
			displayOptions: { show: { stopped: [true] } },
			description: 'What Begin tells the workflows that it refuses',
		},
	],
	async run(parameters, { runs }) {
		const play = parameters.requiredText('play');
		if (parameters.boolean('stopped')) {
			await runs.stop(play, (parameters.text('reason') ?? 'Stopped by hand').slice(0, 300));
			return { play, status: 'stopped' };
		}
		return { play, status: (await runs.goOn(play)) ? 'goes_on' : 'was_not_stopped' };
	},
};
