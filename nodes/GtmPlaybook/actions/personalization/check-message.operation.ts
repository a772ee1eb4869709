import { checkMessage } from '../../../../src/gtm/playbook/personalization/check-message';
import {
	messageRulesSchema,
	messageSchema,
} from '../../../../src/gtm/playbook/personalization/message';
import { firstProblem } from '../../../../src/gtm/playbook/rubric/rubric';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { toJsonValue } from '../../../../src/n8n/playbook/json-values';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';

/** How many earlier messages are compared. */
const MOST_BEFORE = 200;

export const checkMessageOperation: PlaybookOperation = {
	resource: 'personalization',
	value: 'checkMessage',
	name: 'Check Message',
	action: 'Check a message before it is sent',
	description:
		'Claims, numbers, length, spam words, links, unsubscribe, merge tags and likeness, with what to change',
	properties: [
		prospectProperty,
		{
			displayName: 'Message',
			name: 'message',
			type: 'json',
			required: true,
			default: '={{ $json.output }}',
			placeholder:
				'e.g. { "subject": "…", "body": "…", "claims": [{ "text": "…", "evidence_id": "signal.1" }] }',
			description:
				'Subject, body, claims with the ID of their evidence, and variables of its merge tags',
		},
		optionsOf(
			{
				displayName: 'Earlier Messages',
				name: 'before',
				type: 'json',
				default: '',
				placeholder: 'e.g. {{ $("Sent").all().map(i => i.json.body) }}',
				description: 'Bodies of the last messages: what is too much like them is refused',
			},
			{
				displayName: 'Rules',
				name: 'rules',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "mostWords": 90, "language": "en", "linkHosts": ["ourcompany.com"] }',
				description:
					'What differs from the built-in ones: mostWords, mostSubjectLetters, mostLinks, linkHosts, language, needsUnsubscribe, maxAgeDays, mostLikeness, proofPoints, spamWords',
			},
		),
	],
	async run(parameters, at) {
		const picture = await pictureOf(readProspect(parameters), 'draft_email', at);
		const draft = parameters.required('message', parameters.read('message', toJsonValue));
		const message = messageSchema.safeParse(draft);
		if (!message.success) {
			throw parameters.problem('message', `cannot be checked: ${firstProblem(message.error)}.`);
		}
		const rules = messageRulesSchema.safeParse(parameters.object('options.rules') ?? {});
		if (!rules.success) {
			throw parameters.problem('options.rules', `cannot be used: ${firstProblem(rules.error)}.`);
		}
		const before = parameters.read('options.before', toJsonValue) ?? [];
		if (!Array.isArray(before)) {
			throw parameters.problem('options.before', 'must be a list of texts.');
		}
		const verdict = checkMessage(
			picture,
			message.data,
			rules.data,
			before.slice(0, MOST_BEFORE).filter((one) => typeof one === 'string'),
		);
		return { ...verdict, claims: message.data.claims };
	},
};
