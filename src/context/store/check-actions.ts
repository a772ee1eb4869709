import { ACTIONS, type Action } from '../check-action/actions';
import type { ActionPicture, ActionRequest } from '../check-action/action-picture';
import {
	type Block,
	checkAction,
	suppressionsFor,
	type Verdict,
} from '../check-action/check-action';
import type { ActionCheck, CheckedAction, Resolution } from '../context-graph';
import type { Identifier } from '../model/identifier';
import type { SuppressionRow } from '../model/suppression';
import { ASKED_FACTS, actionPictureOf, NOBODY } from '../query/action-picture-of';
import { identifiersOf, type Subject } from '../query/subject';
import { nextTurn } from '../../base/next-turn';
import { inChunks } from '../../base/in-chunks';
import { asSet } from './as-set';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { readIdentifier } from './identifier-values';
import { enrollmentsOf, relatedOf } from './read-picture';
import { factsOf } from './read-sides';
import { readSurroundings } from './read-surroundings';
import { resolveSubject } from './resolve-subject';
import { suppressionsOf } from './suppressions';
import { countAccountTouches, touchesOf } from './touches';
import { type View, viewOf } from './view';

/** Who is asked about, as far as anybody knows. */
interface Known {
	status: Resolution['status'];
	entityId?: string;
	picture: ActionPicture;
}

/** @see ContextGraph */
export async function checkActionOn(
	opened: OpenGraph,
	subject: Subject,
	action: Action,
	request: ActionRequest = {},
): Promise<Verdict & Pick<Known, 'entityId' | 'status'>> {
	checkNames([action]);
	return await opened.database.read(async (tables) => {
		const graph = await asSet(opened, tables);
		const { policy } = graph;
		const view = await viewOf(tables, graph);
		const { picture, ...about } = await knownOf(tables, graph, subject, view);
		return { ...checkAction({ ...request, action, picture, policy, now: view.now }), ...about };
	});
}

/** Questions of one moment; between two of them others go on. */
const TOGETHER = 50;

/** @see ContextGraph */
export async function checkActionsOn(
	opened: OpenGraph,
	checks: readonly ActionCheck[],
): Promise<CheckedAction[]> {
	for (const { actions } of checks) checkNames(actions);
	const all: CheckedAction[] = [];
	for (const chunk of inChunks(checks, TOGETHER)) {
		if (all.length > 0) await nextTurn();
		all.push(
			...(await opened.database.read(async (tables) => {
				const graph = await asSet(opened, tables);
				const view = await viewOf(tables, graph);
				const checked: CheckedAction[] = [];
				for (const check of chunk) checked.push(await checkedIn(tables, graph, check, view));
				return checked;
			})),
		);
	}
	return all;
}

async function checkedIn(
	tables: Tables,
	graph: OpenGraph,
	{ subject, listed = [], actions, ignored = [], only, ...request }: ActionCheck,
	view: View,
): Promise<CheckedAction> {
	const { policy } = graph;
	const known = await knownOf(tables, graph, subject, view, listed);
	const { picture } = known;
	const blocks = new Map<string, Block>();
	const suppressions: SuppressionRow[] = [];
	for (const action of actions) {
		const question = { ...request, action, picture, policy, now: view.now };
		for (const block of checkAction(question).blocks) {
			if (!blocks.has(block.code)) blocks.set(block.code, block);
		}
		suppressions.push(...suppressionsFor(question));
	}
	const [first] = suppressions;
	// Who is in this very sequence is the vendor's to tell: nothing else is sent to them.
	const isThere =
		blocks.has('already_enrolled') && policy.ignoredByNodes.includes('already_enrolled');
	const counts = isThere ? OF_THE_PERSON : only;
	return {
		status: known.status,
		...(known.entityId !== undefined && { entityId: known.entityId }),
		blocks: [...blocks.values()]
			.filter(({ code }) => !policy.ignoredByNodes.includes(code) && !ignored.includes(code))
			.filter(({ code }) => counts?.includes(code) ?? true),
		...(first !== undefined && { suppression: first }),
	};
}

/** What the person asked for holds in every sequence. */
const OF_THE_PERSON: readonly string[] = ['suppressed', 'opted_out'];

function checkNames(actions: readonly Action[]): void {
	const wrong = actions.find((action) => !ACTIONS.includes(action));
	if (wrong === undefined) return;
	throw new RangeError(`action: ${wrong} must be one of ${ACTIONS.join(', ')}`);
}

async function knownOf(
	tables: Tables,
	graph: OpenGraph,
	subject: Subject | undefined,
	view: View,
	listed: readonly Identifier[] = [],
): Promise<Known> {
	if (subject === undefined) {
		const suppressions = await suppressionsOf(tables, listed, view);
		return { status: 'not_found', picture: { ...NOBODY, suppressions } };
	}
	const { status, cluster } = await resolveSubject(tables, subject);
	if (cluster === undefined) {
		const suppressions = await suppressionsOfUnknown(tables, subject, view, listed);
		return { status, picture: { ...NOBODY, identity: status, suppressions } };
	}
	const picture = await readActionPicture(tables, graph, cluster, { view, listed });
	return { status, entityId: cluster.head, picture };
}

/** Of all that is known around somebody only what the rule looks at. */
async function readActionPicture(
	tables: Tables,
	graph: OpenGraph,
	subject: Cluster,
	{ view, listed }: { view: View; listed: readonly Identifier[] },
): Promise<ActionPicture> {
	const { main, account, people, deals, roles, listedBy } = await readSurroundings(
		tables,
		subject,
		view,
	);
	const facts = await factsOf(tables, graph, [...main, ...deals], view, ASKED_FACTS);
	const isPerson = subject.type === 'contact';
	const company = account && facts.get(account.head);
	const around = [...subject.members, ...people.flatMap(({ members }) => members)];
	return actionPictureOf({
		...(isPerson && { contact: { facts: facts.get(subject.head) ?? {} } }),
		...(company && { account: { facts: company } }),
		deals: relatedOf(deals, facts, roles),
		suppressions: await suppressionsOf(tables, [...listed, ...listedBy], view),
		enrollments: isPerson ? await enrollmentsOf(tables, subject, view) : [],
		touches: isPerson ? await touchesOf(tables, subject.members, view) : [],
		accountTouchesThisWeek:
			account === undefined ? 0 : await countAccountTouches(tables, around, view),
	});
}

/** One who is not known can be suppressed all the same. */
export async function suppressionsOfUnknown(
	tables: Tables,
	subject: Subject,
	view: View,
	listed: readonly Identifier[] = [],
): Promise<SuppressionRow[]> {
	const identifiers = identifiersOf(subject).flatMap((one) => {
		const read = readIdentifier(one);
		return 'identifier' in read ? [read.identifier] : [];
	});
	return await suppressionsOf(tables, [...listed, ...identifiers], view);
}
