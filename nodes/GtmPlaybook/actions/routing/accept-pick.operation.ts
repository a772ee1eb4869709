import { acceptPick } from '../../../../src/gtm/playbook/routing/pick';
import { isShortlist } from '../../../../src/gtm/playbook/routing/shortlist';
import { toJsonValue } from '../../../../src/n8n/playbook/json-values';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';

export const acceptPickOperation: PlaybookOperation = {
	resource: 'routing',
	value: 'acceptPick',
	name: 'Accept Pick',
	action: 'Accept the pick of a model',
	description: 'Takes a pick only if it is on the shortlist; the first of the list otherwise',
	properties: [
		{
			displayName: 'Shortlist',
			name: 'shortlist',
			type: 'json',
			required: true,
			default: '',
			placeholder: "e.g. {{ $('Shortlist').item.json }}",
			description: 'As the operation Shortlist gave it',
		},
		{
			displayName: 'Pick',
			name: 'pick',
			type: 'string',
			default: '={{ $json.output }}',
			placeholder: 'e.g. { "sequence_id": "7", "reasons": ["…"] }',
			description: 'What the model said: JSON, or the ID alone',
		},
	],
	async run(parameters, { secret }) {
		const list = parameters.required('shortlist', parameters.read('shortlist', toJsonValue));
		if (!isShortlist(list, secret)) {
			throw parameters.problem(
				'shortlist',
				'is not what Shortlist gave, or it was changed. Hand on its output as it is.',
			);
		}
		return acceptPick(list, parameters.given('pick'));
	},
};
