import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { ResponsePort } from '../../../src/mcp/server/exchange';

const common = {
	group: ['transform' as const],
	version: 1,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

/** A node that always fails, with advice. */
export class FailNode implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Fail',
		name: 'fail',
		description: 'Fails',
		defaults: { name: 'Fail' },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new NodeOperationError(this.getNode(), 'The lead is unknown', {
			description: 'Ask for the email.',
		});
	}
}

/** Keeps what was answered. */
export class RecordedResponse implements ResponsePort {
	writableEnded = false;
	destroyed = false;
	status?: number;
	headers: Record<string, string> = {};
	body = '';

	writeHead(status: number, headers: Record<string, string>) {
		this.status = status;
		this.headers = headers;
	}

	end(body = '') {
		this.body = body;
		this.writableEnded = true;
	}

	/** The result of the JSON-RPC answer. */
	get result(): unknown {
		return (JSON.parse(this.body) as { result: unknown }).result;
	}
}
