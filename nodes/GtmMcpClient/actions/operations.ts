import type { ItemOperation } from '../../../src/n8n/client/client-run';
import type { ParameterSource } from '../../../src/n8n/client/parameter-source';
import * as complete from './completion/complete.operation';
import * as getPrompt from './prompt/get.operation';
import * as listPrompts from './prompt/list.operation';
import * as listResources from './resource/list.operation';
import * as listResourceTemplates from './resource/listTemplates.operation';
import * as readResource from './resource/read.operation';
import * as checkHealth from './server/health.operation';
import * as serverInfo from './server/info.operation';
import * as readSession from './session/read.operation';
import * as callTool from './tool/call.operation';
import * as listTools from './tool/list.operation';

export const operations = {
	callTool,
	checkHealth,
	complete,
	getPrompt,
	listPrompts,
	listResources,
	listResourceTemplates,
	listTools,
	readResource,
	readSession,
	serverInfo,
} as const;

/** What the parameters of an item ask for. */
export function operationOf(source: ParameterSource): ItemOperation {
	const name = String(source.get('operation', 'callTool'));
	const found = (operations as Record<string, { execute: ItemOperation } | undefined>)[name];
	if (!found) throw new Error(`Unknown operation "${name}"`);
	return found.execute;
}
