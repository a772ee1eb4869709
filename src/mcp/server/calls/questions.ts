import type { Answers, Question } from '../../bus/live-call';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { compileArgumentValidator } from '../../schema/argument-validator';

/** What a client can be asked, in the finest distinction that the protocol makes. */
export type AskableKind = 'elicitation.form' | 'elicitation.url' | 'sampling' | 'roots';
export type Askable = ReadonlySet<AskableKind>;

/** Reads it from the capabilities that a client declares; a bare `elicitation` means forms. */
export function readAskable(capabilities: JsonObject): Askable {
	const { elicitation, sampling, roots } = capabilities;
	const kinds: AskableKind[] = [];
	if (isJsonObject(elicitation)) {
		const hasUrl = isJsonObject(elicitation.url);
		if (isJsonObject(elicitation.form) || !hasUrl) kinds.push('elicitation.form');
		if (hasUrl) kinds.push('elicitation.url');
	}
	if (isJsonObject(sampling)) kinds.push('sampling');
	if (isJsonObject(roots)) kinds.push('roots');
	return new Set(kinds);
}

export function supportedQuestions(askable: Askable): ReadonlySet<Question['method']> {
	const methods: Question['method'][] = [];
	if (askable.has('elicitation.form') || askable.has('elicitation.url')) {
		methods.push('elicitation/create');
	}
	if (askable.has('sampling')) methods.push('sampling/createMessage');
	if (askable.has('roots')) methods.push('roots/list');
	return new Set(methods);
}

function kindOf({ method, params }: Question): AskableKind {
	if (method === 'sampling/createMessage') return 'sampling';
	if (method === 'roots/list') return 'roots';
	return params.mode === 'url' ? 'elicitation.url' : 'elicitation.form';
}

/** The capability that a kind of question needs, as the protocol writes it. */
const CAPABILITY: Record<AskableKind, JsonObject> = {
	'elicitation.form': { elicitation: { form: {} } },
	'elicitation.url': { elicitation: { url: {} } },
	sampling: { sampling: {} },
	roots: { roots: {} },
};

/** @throws ProtocolError -32021 with HTTP 400, naming the capabilities that are missing */
export function requireAskable(questions: Record<string, Question>, askable: Askable): void {
	const missing = Object.values(questions)
		.map(kindOf)
		.filter((kind) => !askable.has(kind));
	if (missing.length === 0) return;
	throw missingCapability(missing.map((kind) => CAPABILITY[kind]).reduce(merge, {}));
}

/** Both capabilities: forms and URLs are parts of one. */
function merge(one: JsonObject, other: JsonObject): JsonObject {
	const merged = Object.entries(other).map(([name, parts]) => {
		const known = one[name];
		return [name, isJsonObject(known) && isJsonObject(parts) ? { ...known, ...parts } : parts];
	});
	return { ...one, ...(Object.fromEntries(merged) as JsonObject) };
}

/** @param capabilities as the client would have to declare them */
export function missingCapability(capabilities: JsonObject): ProtocolError {
	return new ProtocolError(
		ErrorCode.missingCapability,
		`Missing required client capability: ${Object.keys(capabilities).join(', ')}`,
		400,
		{ requiredCapabilities: capabilities },
	);
}

/** The questions that a set of answers leaves open: no answer, or one that cannot be used. */
export function unanswered(
	questions: Record<string, Question>,
	answers: JsonObject,
): Record<string, Question> {
	return Object.fromEntries(
		Object.entries(questions).filter(
			([key, question]) => !Object.hasOwn(answers, key) || !isUsableAnswer(question, answers[key]),
		),
	);
}

/** Only the answers to questions that were put: anything else a client sends is ignored. */
export function pickAnswers(questions: Record<string, Question>, answers: JsonObject): Answers {
	return Object.fromEntries(
		Object.entries(questions)
			.filter(([key, question]) => isUsableAnswer(question, answers[key]))
			.map(([key]) => [key, answers[key] as JsonObject]),
	);
}

/** Whether an answer has the shape that the protocol gives to answers of this kind. */
export function isUsableAnswer({ method, params }: Question, answer: unknown): boolean {
	if (!isJsonObject(answer)) return false;
	if (method === 'roots/list') return Array.isArray(answer.roots);
	if (method === 'sampling/createMessage') {
		const { role, content } = answer;
		return typeof role === 'string' && typeof content === 'object' && content !== null;
	}
	if (answer.action === 'decline' || answer.action === 'cancel') return true;
	if (answer.action !== 'accept') return false;
	return params.mode === 'url' || fitsForm(params.requestedSchema, answer.content);
}

function fitsForm(requestedSchema: unknown, content: unknown): boolean {
	if (!isJsonObject(content)) return false;
	if (!isJsonObject(requestedSchema)) return true;
	return compileArgumentValidator(requestedSchema)(content).length === 0;
}
