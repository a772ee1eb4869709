import type { IExecuteFunctions, INode, ISupplyDataFunctions } from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';

import type {
	CompatibilityProfile,
	SchemaReader,
} from '../../mcp/client/agent/schema/compatibility';

/** Who reads the tools, and how their schemas have to be written for that. */
export interface ToolReader {
	/** Whether a person is asked before a tool runs. */
	review: 'person' | 'nobody';
	schema: SchemaReader;
	/** What suits the model of the agent, as far as it can be seen. */
	profile: CompatibilityProfile;
}

/** n8n's agents hand JSON Schema to the model as it is, if it is kept from them to convert it. */
const AGENTS = ['@n8n/n8n-nodes-langchain.agent', '@n8n/n8n-nodes-langchain.agentTool'];
const GOOGLE_MODELS = /\.lmChat(GoogleGemini|GoogleVertex)$/;

/**
 * What is known of a reader of tools. Behind a human review the agent and its model cannot be seen,
 * and n8n converts schemas to zod; so do all its readers that are no agents.
 */
export function toToolReader(
	context: ISupplyDataFunctions | IExecuteFunctions,
	node: INode | undefined,
): ToolReader {
	const review = NodeHelpers.isHitlToolType(node?.type) ? 'person' : 'nobody';
	if (!node || !AGENTS.includes(node.type)) return { review, schema: 'zod', profile: 'standard' };
	const models = context.getParentNodes(node.name, {
		connectionType: NodeConnectionTypes.AiLanguageModel,
		depth: 1,
	});
	const isGoogle = models.some(({ type }) => GOOGLE_MODELS.test(type));
	return { review, schema: 'json', profile: isGoogle ? 'google' : 'standard' };
}
