import { EVERYWHERE } from '../../../../src/context/model/suppression';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { reasonProperty, sourceProperty } from '../provenance.properties';
import { readProvenance } from '../provenance';
import { readIdentifierOf, subjectProperties } from '../subject.properties';

export const suppress: ContextOperation = {
	resource: 'identity',
	value: 'suppress',
	name: 'Suppress',
	action: 'Suppress a person or company',
	description:
		'Put an email, domain, page or number on the list of those who must not be contacted',
	properties: [
		...subjectProperties(),
		{ ...reasonProperty, placeholder: 'e.g. unsubscribed' },
		sourceProperty,
		optionsOf(
			{
				displayName: 'Ends At',
				name: 'expiresAt',
				type: 'dateTime',
				default: '',
				description: 'For ever if empty',
			},
			{
				displayName: 'Scope',
				name: 'scope',
				type: 'string',
				default: EVERYWHERE,
				description: 'Where it holds',
			},
		),
	],
	async run(parameters, at) {
		const scope = parameters.text('options.scope') ?? EVERYWHERE;
		const expiresAt = parameters.instant('options.expiresAt');
		const reason = parameters.requiredText('reason');
		const identifier = readIdentifierOf(parameters);
		const draft = { identifier, reason, scope, ...(expiresAt !== undefined && { expiresAt }) };
		const status = await at.graph.suppress(draft, readProvenance(parameters, at));
		return { status, kind: identifier.kind, scope, reason };
	},
};
