import type { SuppressionChannel } from '../ledger/suppression-key';
import type { SuppressionList } from '../ledger/suppression-list';
import type { ActionBlock, ActionQuestion, CheckActions, GuardedAction } from './action-check';

const CHANNELS: Readonly<Record<GuardedAction, SuppressionChannel>> = {
	enroll: 'sequencer',
	email: 'sequencer',
	create: 'crm',
	update: 'crm',
	enrich: 'enrichment',
	export: 'crm',
};

/** The rule where nothing but the suppression list is known: of an n8n that keeps no context graph. */
export function checkByList(list: () => Pick<SuppressionList, 'find'>): CheckActions {
	return async (questions) =>
		await Promise.all(questions.map(async (question) => await blocksOf(list(), question)));
}

async function blocksOf(
	list: Pick<SuppressionList, 'find'>,
	{ actions: [action = 'update'], provider, record, ignored = [] }: ActionQuestion,
): Promise<ActionBlock[]> {
	if (ignored.includes('suppressed')) return [];
	const found = await list.find(record, { provider, channel: CHANNELS[action] });
	if (found === undefined) return [];
	const { kind, reason, source } = found;
	return [
		{
			code: 'suppressed',
			message: `Its ${kind} is on the suppression list: ${reason}`,
			unblock: 'Take it off the suppression list',
			listed: { kind, reason, ...(source !== undefined && { source }) },
		},
	];
}
