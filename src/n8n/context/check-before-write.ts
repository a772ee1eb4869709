import type { ActionCheck, CheckedAction } from '../../context/context-graph';
import { accountTagOf, inAccount, type SourceAccount } from '../../context/identity/record-kind';
import { readIdentifier } from '../../context/identity/read-identifier';
import type { Identifier } from '../../context/model/identifier';
import { LIST_SOURCE } from '../../context/model/suppression';
import type { ActionBlock, ActionQuestion, CheckActions } from '../../gtm/guard/action-check';
import { checkByList } from '../../gtm/guard/check-by-list';
import { keysOf } from '../../gtm/ledger/suppression-key';
import { gtmProcess } from '../gtm/gtm-process';
import { isGraphOff } from './graph-switch';
import { observedGraph } from './process-graph';

/** What GTM nodes and toolkits ask before they write: the rule of the context graph, which every agent is told by, too. */
export const checkBeforeWrite: CheckActions = async (questions) => {
	if (questions.length === 0) return [];
	if (isGraphOff()) return await checkByList(() => gtmProcess().ledger().suppressions)(questions);
	const graph = await observedGraph();
	const checked = await graph.checkActions(questions.map(toCheck));
	return checked.map(toBlocks);
};

/** By what somebody is looked up in the graph, the surest first. */
const TELLING = ['email', 'linkedin', 'domain'] as const;

function toCheck({ record, recordId, account, ...question }: ActionQuestion): ActionCheck {
	const listed = keysOf(record).map(({ kind, value }): Identifier => ({ kind, value }));
	const tag = account === undefined ? {} : { account: accountTagOf(account) };
	const told = TELLING.flatMap((kind) => listed.filter((one) => one.kind === kind));
	const subject = [...told, ...asIdentifiers(recordId, { source: question.provider, ...tag })].find(
		(one) => 'identifier' in readIdentifier(one),
	);
	return { ...question, ...tag, listed, ...(subject && { subject: { identifiers: [subject] } }) };
}

/** As the nodes record it: a company of a CRM is an account of the graph. */
function asIdentifiers(recordId: ActionQuestion['recordId'], origin: SourceAccount): Identifier[] {
	if (recordId === undefined) return [];
	const { entity, id } = recordId;
	const kind = `${origin.source}:${entity === 'company' ? 'account' : entity}`;
	return inAccount([{ kind, value: id }], origin);
}

function toBlocks({ blocks, suppression }: CheckedAction): ActionBlock[] {
	return blocks.map(({ code, message, unblock, until }) => ({
		code,
		message,
		unblock,
		...(until !== undefined && { until }),
		...(code === 'suppressed' && suppression && { listed: listedAs(suppression) }),
	}));
}

function listedAs({ kind, reason, source }: NonNullable<CheckedAction['suppression']>) {
	return { kind, reason, ...(source !== LIST_SOURCE && { source }) };
}
