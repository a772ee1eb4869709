import type { ElicitationQuestion } from '../../mcp/client/answers/answers';
import { McpClientError } from '../../mcp/client/client-error';
import { toToolArguments } from '../../mcp/client/form/form-arguments';
import { type FormChoice, type FormField, toFormFields } from '../../mcp/client/form/form-fields';
import { isSchemaObject, resolveSchema } from '../../mcp/client/form/json-schema';
import { compileArgumentValidator } from '../../mcp/schema/argument-validator';
import type { ElicitResult } from '../../third-party/mcp-client';

/** A field of a question; a list of choices allows several. */
export type QuestionField = FormField & { several?: FormChoice[] };

/** What the person sent: a decision, and the fields by name. */
export type SentForm = Readonly<Record<string, unknown>>;

/** Beside the fields, which are called `field.<name>`. */
export const DECISION = 'decision';
export const fieldKey = (name: string) => `field.${name}`;

export function questionFields({ requestedSchema }: ElicitationQuestion): QuestionField[] {
	const schema = requestedSchema ?? {};
	const { properties } = resolveSchema(schema, schema);
	return toFormFields(schema).map((field) => {
		const property = isSchemaObject(properties) ? properties[field.name] : undefined;
		const choices = field.kind === 'array' ? choicesOfItems(property) : undefined;
		return choices ? { ...field, several: choices } : field;
	});
}

/** The choices of a list, which the schema gives as those of a single one. */
function choicesOfItems(property: unknown): FormChoice[] | undefined {
	if (!isSchemaObject(property) || !isSchemaObject(property.items)) return undefined;
	return toFormFields({ properties: { one: property.items } })[0]?.choices;
}

/** The answer, or what is wrong with it, to be mended by the person. */
export type ReadForm = { answer: ElicitResult } | { problem: string };

export function readQuestionForm(question: ElicitationQuestion, sent: SentForm): ReadForm {
	if (sent[DECISION] !== 'accept') return { answer: { action: 'decline' } };
	if (question.mode === 'url') return { answer: { action: 'accept' } };
	try {
		const content = readContent(question, sent);
		const [problem] = compileArgumentValidator({ ...question.requestedSchema })(content);
		if (problem) return { problem: `${problem.path.slice(1)} ${problem.message}`.trim() };
		return { answer: { action: 'accept', content: content as ElicitResult['content'] } };
	} catch (error) {
		if (error instanceof McpClientError) return { problem: error.message };
		throw error;
	}
}

function readContent(question: ElicitationQuestion, sent: SentForm): Record<string, unknown> {
	const fields = questionFields(question);
	const values = fields.map(({ name, kind, several, required }): [string, unknown] => {
		const value = sent[fieldKey(name)];
		// A box that is not ticked is not sent at all.
		if (kind === 'boolean') return [name, value !== undefined];
		// Nothing chosen is no answer, unless one is required: then the check says so.
		if (several) return [name, value === undefined && !required ? undefined : [value ?? []].flat()];
		return [name, value];
	});
	return toToolArguments(
		Object.fromEntries(values),
		fields.map((field) => ({ ...field, required: false })),
	);
}
