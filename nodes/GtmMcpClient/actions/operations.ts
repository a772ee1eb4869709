import type { ItemOperation } from '../../../src/n8n/client/client-run';
import type { ParameterSource } from '../../../src/n8n/client/parameter-source';
import * as complete from './completion/complete.operation';
import * as getPrompt from './prompt/get.operation';
import * as listPrompts from './prompt/list.operation';
import * as listResources from './resource/list.operation';
import * as listTemplates from './resource/listTemplates.operation';
import * as readResource from './resource/read.operation';
import * as health from './server/health.operation';
import * as info from './server/info.operation';
import * as readSession from './session/read.operation';
import * as callTool from './tool/call.operation';
import * as listTools from './tool/list.operation';

/** By resource and operation. */
export const operations = {
	completion: { complete },
	prompt: { get: getPrompt, list: listPrompts },
	resource: { list: listResources, listTemplates, read: readResource },
	server: { health, info },
	session: { read: readSession },
	tool: { call: callTool, list: listTools },
} as const;

/** What the parameters of an item ask for. */
export function operationOf(source: ParameterSource): ItemOperation {
	const resource = String(source.get('resource', 'tool'));
	const operation = String(source.get('operation', 'call'));
	const ofResource: Record<string, { execute: ItemOperation }> =
		operations[resource as keyof typeof operations] ?? {};
	const found = ofResource[operation];
	if (!found) throw new Error(`Unknown operation "${operation}" of "${resource}"`);
	return found.execute;
}
