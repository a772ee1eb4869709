import type { OpenApiDocument } from './document';

const person = {
	type: 'object',
	required: ['id', 'name'],
	properties: {
		id: { type: 'string', readOnly: true },
		name: { type: 'string', minLength: 1 },
		age: { type: 'integer', nullable: true, minimum: 0, exclusiveMinimum: true },
		boss: { $ref: '#/components/schemas/Person' },
		type: { type: 'string', enum: ['lead', 'customer'] },
		// As vendors write them: an expression of another language, a list of schemas by place.
		code: { type: 'string', pattern: '(?i)^a+$' },
		region: { type: ['string', 'null'], enum: ['eu', 'us'] },
		range: { type: 'array', items: [{ type: 'integer' }, { type: 'integer' }] },
	},
};

/** A specification of our own, small enough to be read at once, with what vendors' have in it. */
export const TINY: OpenApiDocument = {
	openapi: '3.0.3',
	servers: [{ url: 'https://{region}.tiny.example/v1', variables: { region: { default: 'eu' } } }],
	paths: {
		'/people': {
			get: {
				parameters: [
					{ $ref: '#/components/parameters/limit' },
					{ name: 'tags[]', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
					{ name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object' } },
				],
				responses: {
					'200': {
						description: 'people',
						content: {
							'application/json': {
								schema: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
							},
						},
					},
				},
			},
			post: {
				requestBody: { $ref: '#/components/requestBodies/Person' },
				responses: {
					'201': {
						description: 'made',
						content: {
							'application/vnd.api+json': { schema: { $ref: '#/components/schemas/Person' } },
						},
					},
					'4XX': {
						description: 'refused',
						content: {
							'application/json': {
								schema: {
									type: 'object',
									required: ['error'],
									properties: { error: { type: 'string' } },
								},
							},
						},
					},
				},
			},
		},
		'/people/{id}': {
			parameters: [
				{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 3 } },
			],
			delete: { responses: { '204': { description: 'gone' } } },
		},
		'/people/search': {
			get: {
				parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
				responses: { '200': { description: 'people' } },
			},
		},
	},
	components: {
		parameters: {
			limit: { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
		},
		requestBodies: {
			Person: {
				required: true,
				content: {
					'application/vnd.api+json': { schema: { $ref: '#/components/schemas/Person' } },
				},
			},
		},
		schemas: { Person: person },
	},
};
