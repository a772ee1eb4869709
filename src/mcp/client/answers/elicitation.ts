import type { ElicitResult } from '../../../third-party/mcp-client';
import { compileArgumentValidator } from '../../schema/argument-validator';
import type { ElicitationAnswer, ElicitationQuestion } from './answers';

type Content = NonNullable<ElicitResult['content']>;
type Schema = Readonly<Record<string, unknown>>;

/** The answer, and why it is not what was wished for. */
export interface GivenAnswer {
	result: ElicitResult;
	note?: string;
}

/**
 * Answers a question to the user. Values are turned into what the field's type wants (`"30"` for an
 * integer), missing ones are the schema's defaults, fields that were not asked for are left out. What
 * does not fit the schema is never sent: it becomes `otherwise`, and `cancel` for a human's answer.
 */
export async function answerElicitation(
	answer: ElicitationAnswer,
	question: ElicitationQuestion,
	signal: AbortSignal,
): Promise<GivenAnswer> {
	if (answer.kind === 'ask') return await askHuman(answer.ask, question, signal);
	if (answer.kind === 'decline' || answer.kind === 'cancel') {
		return { result: { action: answer.kind } };
	}
	const refusal: ElicitResult = { action: answer.otherwise };
	if (question.mode === 'url') {
		return {
			result: refusal,
			note: 'The server asked to open a page, which only a person can do.',
		};
	}
	const schema = question.requestedSchema ?? {};
	const content = toContent(schema, answer.kind === 'values' ? answer.values : {});
	const problem = problemOf(schema, content);
	if (problem === undefined) return { result: { action: 'accept', content } };
	return {
		result: refusal,
		note: `The server asked for more than the answers contain: ${problem}.`,
	};
}

async function askHuman(
	ask: (question: ElicitationQuestion, signal: AbortSignal) => Promise<ElicitResult>,
	question: ElicitationQuestion,
	signal: AbortSignal,
): Promise<GivenAnswer> {
	const result = await ask(question, signal);
	if (result.action !== 'accept' || question.mode === 'url') return { result };
	const problem = problemOf(question.requestedSchema ?? {}, result.content ?? {});
	if (problem === undefined) return { result };
	return {
		result: { action: 'cancel' },
		note: `The answer of the user was not valid: ${problem}.`,
	};
}

function toContent(schema: Schema, values: Readonly<Record<string, unknown>>): Content {
	const properties = isSchema(schema.properties) ? schema.properties : {};
	const entries = Object.entries(properties).map(([name, property]): [string, unknown] => {
		const fieldSchema = isSchema(property) ? property : {};
		const given = Object.hasOwn(values, name) ? values[name] : undefined;
		return [
			name,
			given === undefined || given === null ? fieldSchema.default : toType(fieldSchema, given),
		];
	});
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Content;
}

function toType({ type }: Schema, value: unknown): unknown {
	if (typeof value === 'string') {
		const isNumeric = value.trim() !== '' && Number.isFinite(Number(value));
		if ((type === 'number' || type === 'integer') && isNumeric) return Number(value);
		if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
		if (type === 'array') return [value];
	}
	if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
		return String(value);
	}
	return value;
}

/** The validator fills defaults in, which must not reach what is sent: hence the copy. */
function problemOf(schema: Schema, content: Content): string | undefined {
	const [problem] = compileArgumentValidator({ ...schema })(structuredClone(content));
	return problem && `${problem.path.replace(/^\//, '') || 'the answer'} ${problem.message}`;
}

function isSchema(value: unknown): value is Schema {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
