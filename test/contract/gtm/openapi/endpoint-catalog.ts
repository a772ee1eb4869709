import type { OpenApiDocument, PathItem } from './document';

/** A list of endpoints with their parameters, as tools that are made from a vendor's pages keep it. */
export interface EndpointCatalog {
	/** `https://server.smartlead.ai/api/v1` */
	base: string;
	endpoints: Endpoint[];
}

interface Endpoint {
	method: string;
	/** `/campaigns/{campaign_id}/leads/{lead_id}` */
	route: string;
	params: EndpointParameter[];
}

interface EndpointParameter {
	name: string;
	in: 'body' | 'path' | 'query';
	type: string;
	required: boolean;
	enumValues?: string[];
}

function schemaOf({ type, enumValues }: EndpointParameter): object {
	return { type, ...(enumValues && { enum: enumValues }) };
}

function operationOf({ params }: Endpoint) {
	const inBody = params.filter((parameter) => parameter.in === 'body');
	const schema = {
		type: 'object',
		required: inBody.filter(({ required }) => required).map(({ name }) => name),
		properties: Object.fromEntries(
			inBody.map((parameter) => [parameter.name, schemaOf(parameter)]),
		),
	};
	return {
		parameters: params
			.filter((parameter) => parameter.in !== 'body')
			.map((parameter) => ({
				name: parameter.name,
				in: parameter.in,
				required: parameter.required,
				schema: schemaOf(parameter),
			})),
		...(inBody.length > 0 && {
			requestBody: {
				required: inBody.some(({ required }) => required),
				content: { 'application/json': { schema } },
			},
		}),
		// A catalog says nothing about answers.
		responses: { default: { description: 'not specified' } },
	};
}

/** A catalog as an OpenAPI document. */
export function documentOfCatalog({ base, endpoints }: EndpointCatalog): OpenApiDocument {
	const paths: Record<string, PathItem> = {};
	for (const endpoint of endpoints) {
		const path = endpoint.route.replace(/\/$/, '');
		(paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint);
	}
	return { openapi: '3.0.3', servers: [{ url: base }], paths };
}
