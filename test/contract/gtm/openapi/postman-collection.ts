import type { OpenApiDocument, PathItem } from './document';

/** The parts of a Postman collection (format 1) that are read here: requests, never answers. */
export interface PostmanCollection {
	item: PostmanRequest[];
}

export interface PostmanRequest {
	name: string;
	method: string;
	/** `{{_endpoint}}/services/data/v{{version}}/sobjects/<SOBJECT_API_NAME>` */
	url: string;
	queryParams?: Array<{ key: string }>;
	/** `raw` for JSON. */
	dataMode?: string;
	/** The fields of a form. */
	data?: unknown[];
	rawModeData?: string;
}

/** `/services/data/v{version}/sobjects/{SOBJECT_API_NAME}`: without the host's variables and the query. */
function pathOf(url: string): string {
	return url
		.replace(/^(\{\{[^}]+\}\})+/, '')
		.replace(/\?.*$/, '')
		.replace(/\/$/, '')
		.replaceAll(/\{\{([^}]+)\}\}|<([^>]+)>/g, (_, one?: string, two?: string) => `{${one ?? two}}`);
}

const TYPE_NAMES: Readonly<Record<string, object>> = {
	Boolean: { type: 'boolean' },
	Integer: { type: 'integer' },
	String: { type: 'string' },
};

/** `Boolean` or `SObject[]`, as a body says its members' types; anything else is an example. */
function schemaOfTypeName(name: unknown): object | undefined {
	if (typeof name !== 'string') return undefined;
	return /^\w+\[\]$/.test(name) ? { type: 'array', items: { type: 'object' } } : TYPE_NAMES[name];
}

/** A body of type names is closed; one of examples says only that it is an object. */
function schemaOfJson(text: string): object {
	const body = JSON.parse(text) as Record<string, unknown>;
	const typed = Object.entries(body).map(
		([name, value]) => [name, schemaOfTypeName(value)] as const,
	);
	if (typed.some(([, schema]) => schema === undefined)) {
		return { type: 'object', minProperties: 1, additionalProperties: true };
	}
	return { type: 'object', properties: Object.fromEntries(typed) };
}

function bodyOf({ rawModeData, dataMode }: PostmanRequest) {
	if (dataMode !== 'raw' || !rawModeData) return undefined;
	const schema = schemaOfJson(rawModeData);
	return { required: true, content: { 'application/json': { schema } } };
}

function operationOf(request: PostmanRequest, path: string) {
	const requestBody = bodyOf(request);
	return {
		parameters: [
			...[...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
				name,
				in: 'path',
				required: true,
				schema: { type: 'string' },
			})),
			...(request.queryParams ?? []).map(({ key }) => ({
				name: key,
				in: 'query',
				required: true,
				schema: { type: 'string' },
			})),
		],
		...(requestBody && { requestBody }),
		// A collection says nothing about answers.
		responses: { default: { description: 'not specified' } },
	};
}

/** A collection as an OpenAPI document. Sign-ins, whose bodies are forms, are left out: n8n makes them. */
export function documentOfCollection({ item }: PostmanCollection): OpenApiDocument {
	const paths: Record<string, PathItem> = {};
	for (const request of item) {
		if ((request.data ?? []).length > 0) continue;
		const path = pathOf(request.url);
		(paths[path] ??= {})[request.method.toLowerCase()] = operationOf(request, path);
	}
	return { openapi: '3.0.3', paths };
}
