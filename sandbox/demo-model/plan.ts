import type { DemoRequest } from './request.ts';

/** What a tool answered: its JSON object, or its words where it gave none. */
export type ToolAnswer = Record<string, unknown> | string;

/** The answers so far, by the name of the step. */
export type Answers = ReadonlyMap<string, ToolAnswer>;

/** One call of a tool; its arguments may come from the answers before. */
export interface Step {
	/** Unique in the plan: `save_contact dana@acme.example`. */
	name: string;
	tool: string;
	arguments: (answers: Answers) => Record<string, unknown>;
}

/** The calls that do the job, in order. Each waits for the answer of the one before. */
export function planFor(request: DemoRequest): Step[] {
	if (request.kind === 'unclear') return [];
	if (request.kind === 'qualify') {
		const { lead } = request;
		return [{ name: 'qualify', tool: 'qualify_inbound_lead', arguments: () => ({ ...lead }) }];
	}
	const { emails, save, enroll } = request;
	const list: Step = { name: 'sequences', tool: 'list_sequences', arguments: () => ({}) };
	return [
		...(enroll ? [list] : []),
		...emails.flatMap((email) => [
			stepFor('find_contact', email),
			stepFor('enrich_person', email),
			...(save ? [stepFor('save_contact', email, (answers) => toSave(answers, email))] : []),
			...(enroll ? [enrollStep(email, request.sequence)] : []),
		]),
	];
}

function stepFor(
	tool: string,
	email: string,
	more: (answers: Answers) => Record<string, unknown> = () => ({}),
): Step {
	return {
		name: `${tool} ${email}`,
		tool,
		arguments: (answers) => ({ email, ...more(answers) }),
	};
}

function enrollStep(email: string, sequence: string | undefined): Step {
	return stepFor('enroll_contact', email, (answers) => ({
		sequence_id: sequenceId(answers, sequence) ?? sequence ?? '',
	}));
}

/** What enrichment knows fills what the CRM lacks. */
function toSave(answers: Answers, email: string): Record<string, unknown> {
	const known = recordOf(answers.get(`find_contact ${email}`));
	const found = recordOf(answers.get(`enrich_person ${email}`));
	const pick = (name: string) => known[name] ?? found[name];
	const values = {
		first_name: pick('firstName'),
		last_name: pick('lastName'),
		title: pick('title'),
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The record of an answer, empty if it has none. */
export function recordOf(answer: ToolAnswer | undefined): Record<string, unknown> {
	const record = typeof answer === 'object' ? answer.record : undefined;
	return typeof record === 'object' && record !== null ? (record as Record<string, unknown>) : {};
}

interface Listed {
	id: string;
	name: string;
	status?: string;
}

/** The id of the named sequence, or of the first active one. */
function sequenceId(answers: Answers, wanted: string | undefined): string | undefined {
	const listed = sequencesIn(answers.get('sequences'));
	const named = listed.find(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
	return (named ?? listed.find(({ status }) => status === 'active'))?.id;
}

/** A list of one item is served as that item, several as a list. */
function sequencesIn(answer: ToolAnswer | undefined): Listed[] {
	if (typeof answer !== 'object') return [];
	const items = Object.values(answer).find(Array.isArray) ?? [answer];
	return (items as Array<Record<string, unknown>>)
		.map((item) => recordOf(item))
		.filter((record): record is Record<string, unknown> & Listed => typeof record.id === 'string');
}
