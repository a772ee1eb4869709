import { approvalCard, decidedCard } from '../../cards/faces/approval';
import { textOf, type Data } from '../../cards/parts/data';
import { card, notice } from '../../cards/parts/layout';
import { h, type Child } from '../../cards/tree/element';
import type { ApprovalSource } from '../dashboard-ports';

/** More is not decided by anybody at once. */
const MOST_SHOWN = 20;

/** Calls that wait for a person's word; one of them if an id is given, also once it is decided. */
export function approvalsView(approvals: ApprovalSource, query: URLSearchParams): Child {
	const id = query.get('id');
	if (id !== null) return oneOf(approvals.find(id));
	const open = approvals.open().slice(0, MOST_SHOWN);
	if (open.length > 0)
		return open.map((approval) => approvalCard(approval, decisionForm(approval)));
	return card('Approvals', '', notice('good', 'No call waits for you'));
}

function oneOf(approval: Data | undefined): Child {
	if (!approval) {
		const words = 'It is older than a day, or n8n has started again. Nothing was written.';
		return card('Approval', '', notice('warn', 'There is no such approval', h('p', {}, words)));
	}
	const state = textOf(approval.state);
	return state === 'open'
		? approvalCard(approval, decisionForm(approval))
		: decidedCard(textOf(approval.title), state, approval.outcome);
}

function decisionForm({ id, by }: Data): Child {
	const submit = (label: string, value: string, tone: string) =>
		h('button', { class: tone, name: 'decision', value }, label);
	return h(
		'form',
		{ method: 'post' },
		h('p', { class: 'soft' }, `Called by ${textOf(by)}`),
		h('input', { type: 'hidden', name: 'id', value: textOf(id) }),
		h('p', { class: 'row' }, submit('Allow', 'allow', 'main'), submit('Refuse', 'refuse', 'bad')),
	);
}
