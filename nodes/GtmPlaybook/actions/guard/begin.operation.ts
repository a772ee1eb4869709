import { ACTIONS } from '../../../../src/context/check-action/actions';
import { approvalRuleSchema } from '../../../../src/gtm/playbook/guard/approval';
import { beginGuarded } from '../../../../src/gtm/playbook/guard/guard';
import { RUN_LEASE_MS, type RunRules } from '../../../../src/gtm/playbook/guard/runs';
import { firstProblem } from '../../../../src/gtm/playbook/rubric/rubric';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { toRows } from '../../../../src/n8n/playbook/json-values';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { readProspect } from '../../../../src/n8n/playbook/prospect';
import { beginOptions, playProperty } from './guard.properties';
import { prospectProperty } from '../prospect.property';

const MINUTE_MS = 60_000;

export const begin: PlaybookOperation = {
	resource: 'guard',
	value: 'begin',
	name: 'Begin',
	action: 'Begin a play if nothing is against it',
	description:
		'Checks the action, approval, caps, cool-down and kill switch. Says: live, dry_run, ask or stop.',
	properties: [
		playProperty,
		prospectProperty,
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'Dry Run', value: 'dry_run', description: 'Go through all steps, write nothing' },
				{ name: 'Live', value: 'live' },
			],
			default: 'dry_run',
			description: 'Leave it at Dry Run until you have looked at what it would do',
		},
		beginOptions,
	],
	async run(parameters, { graph, runs }) {
		const prospect = readProspect(parameters);
		const action = parameters.choice('options.action', [...ACTIONS, 'none'] as const);
		const approvedBy = parameters.text('options.approvedBy');
		const tier = parameters.text('options.tier');
		const sequenceId = parameters.text('options.sequenceId');
		const minutes = parameters.optionalNumber('options.takenForKilled');
		return await beginGuarded(
			{
				play: parameters.requiredText('play'),
				subject: prospect.name,
				key: parameters.text('options.key') ?? 'everybody',
				mode: parameters.choice('mode', ['dry_run', 'live']),
				rules: readRules(parameters),
				leaseMs: minutes === undefined ? RUN_LEASE_MS : minutes * MINUTE_MS,
				approval: readApproval(parameters),
				...(tier !== undefined && { tier }),
				...(approvedBy !== undefined && { approvedBy }),
			},
			{
				runs,
				...(action !== 'none' && {
					checkAction: async () =>
						await graph.checkAction(prospect.subject, action, {
							...(approvedBy !== undefined && { approvedBy }),
							...(sequenceId !== undefined && { sequenceId }),
						}),
				}),
			},
		);
	},
};

function readRules(parameters: ItemParameters): RunRules {
	const caps = (['perSubjectMonth', 'perDay', 'perMonth', 'creditsPerMonth'] as const).flatMap(
		(cap) => {
			const most = parameters.optionalNumber(`options.${cap}`);
			return most === undefined ? [] : [[cap, most] as const];
		},
	);
	return {
		coolDownHours: parameters.number('options.coolDownHours') ?? 24,
		...Object.fromEntries(caps),
	};
}

function readApproval(parameters: ItemParameters) {
	return (parameters.read('options.approval', toRows) ?? []).map((row) => {
		const parsed = approvalRuleSchema.safeParse(row);
		if (parsed.success) return parsed.data;
		throw parameters.problem('options.approval', `cannot be used: ${firstProblem(parsed.error)}.`);
	});
}
