import type { ResourceMapperValue } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import { type FilledField, toToolArguments } from '../../mcp/client/form/form-arguments';
import { toFormFields } from '../../mcp/client/form/form-fields';
import { withRequiredObjects } from '../../mcp/client/form/required-objects';
import {
	type Problem,
	SchemaError,
	compileArgumentValidator,
} from '../../mcp/schema/argument-validator';
import type { Tool } from '../../third-party/mcp-client';
import type { ParameterSource } from './parameter-source';
import { toFilledField } from './resource-mapper-fields';

type Arguments = Record<string, unknown>;

const PROBLEMS_MAX = 3;

/**
 * The tool's arguments of one item, from the form or from JSON, checked against the tool's schema.
 *
 * @param tool as the server lists it; without it the form says what its fields are, and nothing is
 * checked
 * @throws McpClientError, step `call`, that names the argument
 */
export function readToolArguments(source: ParameterSource, tool: Tool | undefined): Arguments {
	const args =
		source.get('inputMode', 'form') === 'json' ? parseArguments(source) : fillForm(source, tool);
	return tool ? checkedArguments(withoutEmpty(args, tool.inputSchema), tool) : args;
}

function fillForm(source: ParameterSource, tool: Tool | undefined): Arguments {
	const form = readForm(source);
	// n8n cannot check the values of a form that was never filled in: they are null.
	const values = form.value ? asJson(source.get('form.value', {})) : {};
	const saved = (form.schema ?? []).map(toFilledField);
	if (!tool) return toToolArguments(values, saved);
	return withRequiredObjects(
		toToolArguments(values, currentFields(tool, values, saved)),
		tool.inputSchema,
	);
}

/**
 * The fields as the tool has them now: the saved form does not tell a date from a date with a time,
 * and may be older than the tool. A filled-in field that the tool no longer has is kept, so that its
 * value is refused rather than lost.
 */
function currentFields(tool: Tool, values: Arguments, saved: FilledField[]): FilledField[] {
	const current: FilledField[] = toFormFields(tool.inputSchema);
	const known = new Set(current.map(({ name }) => name));
	const gone = saved.filter(({ name }) => !known.has(name) && Object.hasOwn(values, name));
	// An empty required field is left out here, and then named by the check.
	return [...current, ...gone].map((field) => ({ ...field, required: false }));
}

/** The form as it is saved, its expressions not resolved. */
function readForm(source: ParameterSource): Partial<ResourceMapperValue> {
	return source.get('form', {}, { rawExpressions: true }) as Partial<ResourceMapperValue>;
}

/** The form's values as they will be sent: n8n gives dates as luxon objects, which JSON makes text. */
function asJson(values: unknown): Arguments {
	return JSON.parse(JSON.stringify(values ?? {})) as Arguments;
}

/**
 * An expression whose value is missing gives null. An optional argument that takes no null is then
 * left out, as if it had not been entered.
 */
function withoutEmpty(args: Arguments, schema: Arguments): Arguments {
	const empty = Object.keys(args).filter((name) => args[name] === null);
	if (empty.length === 0) return args;
	const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
	const refused = new Set(findProblems(copyOf(args), schema).map(({ path }) => path));
	const omitted = empty.filter((name) => !required.includes(name) && refused.has(pointer(name)));
	return Object.fromEntries(Object.entries(args).filter(([name]) => !omitted.includes(name)));
}

const pointer = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * The arguments once they fit, with the defaults of those that are required and were not given: the
 * check takes these for granted, and the server does not. A schema that cannot be used checks nothing.
 */
function checkedArguments(args: Arguments, { name, inputSchema }: Tool): Arguments {
	const copy = copyOf(args);
	const problems = findProblems(copy, inputSchema);
	if (problems.length === 0) return { ...defaultsOf(copy, args, inputSchema), ...args };
	const named = problems.slice(0, PROBLEMS_MAX).map(describeProblem);
	const more = problems.length > named.length ? ` and ${problems.length - named.length} more` : '';
	throw new McpClientError('call', `Invalid arguments for "${name}": ${named.join('; ')}${more}`, {
		hint: 'Nothing was sent. Correct the arguments. The operation Get Many Tools shows the arguments of the tool.',
		delivery: 'notSent',
	});
}

/** Arguments are JSON. */
const copyOf = (args: Arguments): Arguments => JSON.parse(JSON.stringify(args)) as Arguments;

/** What the check put in for required arguments. Other defaults are the server's own to apply. */
function defaultsOf(checked: Arguments, given: Arguments, { required }: Arguments): Arguments {
	const names: unknown[] = Array.isArray(required) ? required : [];
	const put = Object.entries(checked).filter(
		([name]) => !Object.hasOwn(given, name) && names.includes(name),
	);
	return Object.fromEntries(put);
}

/** What cannot be told, for the size of the arguments or a schema that cannot be used, the server tells. */
function findProblems(args: Arguments, schema: Arguments): Problem[] {
	try {
		const problems = compileArgumentValidator(schema, 'ignore')(args);
		return problems.filter(({ undecided }) => !undecided);
	} catch (error) {
		if (error instanceof SchemaError) return [];
		throw error;
	}
}

/** `/address/zip must be string` in the words of the form: `address.zip must be string`. */
function describeProblem({ path, message }: Problem): string {
	const steps = path.split('/').slice(1);
	const name = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
	return name === '' ? message : `"${name}" ${message}`;
}

function parseArguments(source: ParameterSource): Arguments {
	const value = parseText(source.get('json', '{}'));
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Arguments;
	}
	throw new McpClientError('call', "'Arguments (JSON)' is not a JSON object", {
		hint: 'Enter an object with a key for each argument, such as {"domain": "n8n.io"}.',
		delivery: 'notSent',
	});
}

/** Text that is no JSON comes back as it is, and is then refused for not being an object. */
function parseText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return {};
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
