import type { HttpRequest, Query } from '../../../../src/gtm/http/http-port';
import type { OpenApiDocument } from './document';
import type { Match, Parameter } from './operation';
import { follow } from './operation';
import type { SchemaCheck } from './schema-check';

type Asked = Pick<HttpRequest, 'headers' | 'query'>;

interface SchemaNode {
	type?: string[] | string;
	anyOf?: unknown[];
	oneOf?: unknown[];
}

/** What the schema wants of a text on the wire; a list in a query is repeated, or joined by commas. */
function typesOf(document: OpenApiDocument, pointer: string): string[] {
	const { value, at } = follow(document, pointer);
	const { type, anyOf, oneOf } = (value ?? {}) as SchemaNode;
	const branches = [
		...(anyOf ?? []).map((_, index) => `${at}/anyOf/${index}`),
		...(oneOf ?? []).map((_, index) => `${at}/oneOf/${index}`),
	];
	const own = type === undefined ? [] : [type].flat();
	return [...own, ...branches.flatMap((branch) => typesOf(document, branch))];
}

function fromText(text: string, types: readonly string[]): unknown {
	const numeric = types.includes('integer') || types.includes('number');
	if (numeric && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
	if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
	return text;
}

function valueOf(source: Query[string], types: readonly string[]): unknown {
	if (typeof source === 'object') return source.map((each) => fromText(each, types));
	const text = String(source);
	if (!types.includes('array')) return fromText(text, types);
	const items = types.filter((type) => type !== 'array');
	return text.split(',').map((each) => fromText(each, items));
}

/** `filter` of `filter[state]`, `emails` of `emails[]`. */
const stem = (name: string) => name.replace(/\[.*$/, '');

function isKnown(name: string, parameters: readonly Parameter[]): boolean {
	return parameters.some(
		(parameter) =>
			parameter.in === 'query' &&
			(parameter.name === name ||
				parameter.name === `${name}[]` ||
				(parameter.style === 'deepObject' && parameter.name === stem(name))),
	);
}

/** Checks the path, the query and the headers that a specification names. */
export function parameterProblems(
	document: OpenApiDocument,
	check: SchemaCheck,
	{ operation, pathValues }: Match,
	{ query = {}, headers = {} }: Asked,
): string[] {
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	const lower = Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]));
	const sourceOf = ({ in: place, name }: Parameter): Query[string] => {
		if (place === 'path') return pathValues[name];
		if (place === 'query') return query[name] ?? query[name.replace(/\[\]$/, '')];
		return lower[name.toLowerCase()];
	};
	const problems = given
		.filter(([name]) => !isKnown(name, operation.parameters))
		.map(([name]) => `query ${name} is unknown to ${operation.name}`);
	for (const parameter of operation.parameters) {
		// The port puts authentication into headers, after what is seen here.
		if (parameter.in === 'cookie' || /^authorization$|api[-_]?key|token/i.test(parameter.name))
			continue;
		const source = sourceOf(parameter);
		const what = `${parameter.in} ${parameter.name}`;
		if (source === undefined) {
			const deep = given.some(([name]) => stem(name) === parameter.name);
			if (parameter.required && !deep) problems.push(`${what} is required`);
			continue;
		}
		if (parameter.schemaPointer === undefined || parameter.style === 'deepObject') continue;
		const types = typesOf(document, parameter.schemaPointer);
		problems.push(...check.problems(parameter.schemaPointer, what, valueOf(source, types)));
	}
	return problems;
}
