import { type FromAIArgument, type INode, traverseNodeParameters } from 'n8n-workflow';

import type { JsonSchema } from '../../mcp/client/form/json-schema';

/**
 * The arguments of a tool behind one of n8n's human-review nodes: those of the tool, and what the
 * review's own parameters ask the model for with `$fromAI()`. n8n wraps zod schemas so itself, and
 * loses the arguments of a tool with a JSON Schema (n8n 2.41.1, createHitlToolkit).
 */
export function withReview(schema: JsonSchema, review: INode): JsonSchema {
	const asked: FromAIArgument[] = [];
	traverseNodeParameters(review.parameters, asked);
	const own = asked.filter(({ key }) => key !== 'tool' && key !== 'toolParameters');
	const properties = Object.fromEntries(own.map((each) => [each.key, toSchema(each)]));
	const hitlParameters = {
		type: 'object',
		description: 'Parameters for the person who reviews the call',
		properties,
		required: Object.keys(properties),
	};
	return {
		type: 'object',
		properties: {
			toolParameters: { ...schema, description: describe(schema) },
			...(own.length > 0 && { hitlParameters }),
		},
		required: ['toolParameters', ...(own.length > 0 ? ['hitlParameters'] : [])],
	};
}

function describe({ description }: JsonSchema): string {
	const own = typeof description === 'string' ? ` ${description}` : '';
	return `Input parameters for the tool.${own}`;
}

function toSchema({ type = 'string', description }: FromAIArgument): JsonSchema {
	return { ...(type === 'json' ? {} : { type }), ...(description && { description }) };
}
