import { NodeConnectionTypes, type INodeInputConfiguration } from 'n8n-workflow';

/** A port for a chat model, where the node may answer what a server asks of a model. */
const MODEL_INPUT: INodeInputConfiguration = {
	type: NodeConnectionTypes.AiLanguageModel,
	displayName: 'Model',
	maxConnections: 1,
};

/**
 * The ports of the node as n8n evaluates them: an expression over the parameters, for only a node
 * that uses a model shows its port.
 */
export const INPUTS =
	`={{ $parameter["options"]?.["useModel"] === true ? ["${NodeConnectionTypes.Main}", ${JSON.stringify(MODEL_INPUT)}] : ["${NodeConnectionTypes.Main}"] }}` as const;
