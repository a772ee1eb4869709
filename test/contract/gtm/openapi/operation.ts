import type { OpenApiDocument, PathItem } from './document';

export interface Parameter {
	name: string;
	in: 'cookie' | 'header' | 'path' | 'query';
	required?: boolean;
	/** JSON pointer of its schema within the document, absent if it has none. */
	schemaPointer?: string;
	style?: string;
}

export interface Operation {
	/** `POST /v2/notes` */
	name: string;
	/** JSON pointer of the operation within the document. */
	pointer: string;
	parameters: Parameter[];
}

export interface Match {
	operation: Operation;
	pathValues: Record<string, string>;
}

interface Candidate {
	method: string;
	expression: RegExp;
	names: string[];
	literals: number;
	operation: Operation;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Escapes a key for use in a JSON pointer that stands in a URI fragment. */
export function pointerPart(key: string): string {
	return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Follows `$ref`s within the document; returns the thing and where it is. */
export function follow(document: OpenApiDocument, pointer: string): { value: unknown; at: string } {
	let at = pointer;
	for (let hops = 0; hops < 20; hops += 1) {
		const parts = at.split('/').slice(1).map(decodeURIComponent);
		const value = parts.reduce<unknown>(
			(node, part) =>
				(node as Record<string, unknown> | undefined)?.[
					part.replaceAll('~1', '/').replaceAll('~0', '~')
				],
			document,
		);
		const ref = (value as { $ref?: unknown } | undefined)?.$ref;
		if (typeof ref !== 'string') return { value, at };
		if (!ref.startsWith('#/'))
			throw new RangeError(`the reference ${ref} leads out of the document`);
		at = ref
			.slice(1)
			.split('/')
			.map((part) => encodeURIComponent(decodeURIComponent(part)))
			.join('/');
	}
	throw new RangeError(`the references from ${pointer} go in a circle`);
}

function parametersOf(document: OpenApiDocument, itemPointer: string, method: string): Parameter[] {
	const lists = [itemPointer, `${itemPointer}/${method}`].map((owner) => {
		const { value } = follow(document, `${owner}/parameters`);
		const count = Array.isArray(value) ? value.length : 0;
		return Array.from({ length: count }, (_, index) => `${owner}/parameters/${index}`);
	});
	const found = new Map<string, Parameter>();
	for (const pointer of lists.flat()) {
		const { value, at } = follow(document, pointer);
		const parameter = value as Parameter & { schema?: unknown };
		found.set(`${parameter.in} ${parameter.name}`, {
			name: parameter.name,
			in: parameter.in,
			...(parameter.required !== undefined && { required: parameter.required }),
			...(parameter.style !== undefined && { style: parameter.style }),
			...(parameter.schema !== undefined && { schemaPointer: `${at}/schema` }),
		});
	}
	return [...found.values()];
}

/** The paths that stand before every path: `/v2` of `https://api.attio.com/v2`. */
function basePaths({ servers = [] }: OpenApiDocument): string[] {
	const paths = servers.map(({ url = '/', variables = {} }) => {
		const filled = url.replaceAll(
			/\{([^}]+)\}/g,
			(_, name: string) => variables[name]?.default ?? 'x',
		);
		return new URL(filled, 'https://vendor.example').pathname.replace(/\/$/, '');
	});
	return paths.length === 0 ? [''] : [...new Set(paths)];
}

function candidatesOf(document: OpenApiDocument, base: string, path: string, item: PathItem) {
	const template = `${base}${path}`.replace(/\?.*$/, '');
	const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
	const literal = (part: string) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
	const expression = new RegExp(
		`^${template
			.split(/\{[^}]+\}/)
			.map(literal)
			.join('([^/]+)')}/?$`,
	);
	const itemPointer = `/paths/${pointerPart(path)}`;
	return METHODS.filter((method) => item[method] !== undefined).map((method): Candidate => ({
		method: method.toUpperCase(),
		expression,
		names,
		literals: template.replaceAll(/\{[^}]+\}/g, '').length,
		operation: {
			name: `${method.toUpperCase()} ${path}`,
			pointer: `${itemPointer}/${method}`,
			parameters: parametersOf(document, itemPointer, method),
		},
	}));
}

/** Finds the operation for a request, by the vendor's own path; the most literal template wins. */
export function operationFinder(document: OpenApiDocument) {
	const candidates = basePaths(document)
		.flatMap((base) =>
			Object.entries(document.paths).flatMap(([path, item]) =>
				candidatesOf(document, base, path, item),
			),
		)
		.sort((a, b) => b.literals - a.literals);
	return (method: string, path: string): Match | undefined => {
		for (const { method: own, expression, names, operation } of candidates) {
			const found = own === method ? expression.exec(path) : null;
			if (found === null) continue;
			const values = names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]);
			return { operation, pathValues: Object.fromEntries(values) as Record<string, string> };
		}
		return undefined;
	};
}
