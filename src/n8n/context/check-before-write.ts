import type { ActionCheck, CheckedAction } from '../../context/context-graph';
import { readIdentifier } from '../../context/identity/read-identifier';
import type { Identifier } from '../../context/model/identifier';
import { LIST_SOURCE } from '../../context/model/suppression';
import type { ActionBlock, ActionQuestion, CheckActions } from '../../gtm/guard/action-check';
import { checkByList } from '../../gtm/guard/check-by-list';
import { keysOf } from '../../gtm/ledger/suppression-key';
import { gtmProcess } from '../gtm/gtm-process';
import { isGraphOff } from './graph-switch';
import { contextGraph } from './process-graph';

/** What GTM nodes and toolkits ask before they write: the rule of the context graph, which every agent is told by, too. */
export const checkBeforeWrite: CheckActions = async (questions) => {
	if (questions.length === 0) return [];
	if (isGraphOff()) return await checkByList(() => gtmProcess().ledger().suppressions)(questions);
	const graph = await contextGraph();
	const checked = await graph.checkActions(questions.map(toCheck));
	return checked.map(toBlocks);
};

/** By what somebody is looked up in the graph, the surest first. */
const TELLING = ['email', 'linkedin', 'domain'] as const;

function toCheck({ record, recordId, ...question }: ActionQuestion): ActionCheck {
	const listed = keysOf(record).map(({ kind, value }): Identifier => ({ kind, value }));
	const told = TELLING.flatMap((kind) => listed.filter((one) => one.kind === kind));
	const subject = [...told, ...asIdentifiers(recordId, question.provider)].find(
		(one) => 'identifier' in readIdentifier(one),
	);
	return { ...question, listed, ...(subject && { subject: { identifiers: [subject] } }) };
}

/** As the nodes record it: a company of a CRM is an account of the graph. */
function asIdentifiers(recordId: ActionQuestion['recordId'], provider: string): Identifier[] {
	if (recordId === undefined) return [];
	const { entity, id } = recordId;
	return [{ kind: `${provider}:${entity === 'company' ? 'account' : entity}`, value: id }];
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
