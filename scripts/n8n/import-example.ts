import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import type { N8nRestClient } from './rest-client.ts';
import type { NewCredential, NewWorkflow, Workflow, WorkflowNode } from './rest-types.ts';
import { SetupError } from './setup-error.ts';
import { withTableIds } from './table-ids.ts';

/** Credential ids by type and name. */
export type CredentialIds = ReadonlyMap<string, string>;

export function credentialKey(type: string, name: string): string {
	return JSON.stringify([type, name]);
}

/** Type and name of every credential that the nodes refer to, each once. */
export function referredCredentials(nodes: WorkflowNode[]): Array<{ type: string; name: string }> {
	const found = new Map<string, { type: string; name: string }>();
	for (const node of nodes) {
		for (const [type, { name }] of Object.entries(node.credentials ?? {})) {
			found.set(credentialKey(type, name), { type, name });
		}
	}
	return [...found.values()];
}

/** The nodes with the ids of this n8n's credentials; the input is not changed. */
export function withCredentialIds(nodes: WorkflowNode[], ids: CredentialIds): WorkflowNode[] {
	return nodes.map((node) => {
		if (!node.credentials) return node;
		const entries = Object.entries(node.credentials).map(([type, { id, name }]) => {
			const knownId = ids.get(credentialKey(type, name)) ?? id;
			return [type, { id: knownId, name }] as const;
		});
		return { ...node, credentials: Object.fromEntries(entries) };
	});
}

/** Reads a workflow as n8n exports it, keeping only what an import needs. Throws SetupError. */
export async function readExample(
	file: string,
	replaced: Readonly<Record<string, string>> = {},
): Promise<NewWorkflow> {
	const text = Object.entries(replaced).reduce(
		(before, [written, here]) => before.replaceAll(written, here),
		await readFile(file, 'utf8'),
	);
	const { name, description, nodes, connections, settings, pinData } = JSON.parse(
		text,
	) as Partial<NewWorkflow>;
	if (!name || !Array.isArray(nodes) || !connections) {
		throw new SetupError(`${file} is not a workflow: it needs name, nodes and connections`);
	}
	return {
		name,
		...(description === undefined ? {} : { description }),
		nodes,
		connections,
		settings: settings ?? {},
		...(pinData ? { pinData } : {}),
	};
}

async function ensureCredentials(
	client: N8nRestClient,
	workflow: NewWorkflow,
	seeds: NewCredential[],
): Promise<CredentialIds> {
	const existing = await client.listCredentials();
	const ids = new Map(existing.map(({ id, type, name }) => [credentialKey(type, name), id]));
	for (const { type, name } of referredCredentials(workflow.nodes)) {
		const key = credentialKey(type, name);
		if (ids.has(key)) continue;
		const seed = seeds.find((each) => each.type === type && each.name === name);
		if (!seed) {
			throw new SetupError(
				`the workflow “${workflow.name}” needs the credential “${name}” (${type}): ` +
					'create it in n8n or remove the example',
			);
		}
		ids.set(key, (await client.createCredential(seed)).id);
	}
	return ids;
}

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
const EVALUATION_TRIGGER = 'n8n-nodes-base.evaluationTrigger';

const triggerOf = ({ nodes }: NewWorkflow, triggers: readonly string[]) =>
	nodes.find(({ type, disabled }) => triggers.includes(type) && !disabled);

/** Whether a workflow is started in the editor alone: n8n publishes none that has no other trigger. */
export function isStartedByHand(workflow: NewWorkflow): boolean {
	return triggerOf(workflow, [MANUAL_TRIGGER, EVALUATION_TRIGGER]) !== undefined;
}

/** The trigger of a workflow that has the button "Execute workflow" and no other door. */
export function manualTrigger(workflow: NewWorkflow): WorkflowNode | undefined {
	return triggerOf(workflow, [MANUAL_TRIGGER]);
}

/**
 * Brings an example into n8n: creates the credentials it refers to unless they exist, chooses the Data
 * Tables that it names, creates the workflow or updates the one of the same name, and publishes it
 * unless it is started by hand.
 *
 * @param seeds what to create the credentials with, found by type and name
 * @param replaced texts of the file, such as addresses, by what stands for them in this n8n
 */
export async function importExample(
	client: N8nRestClient,
	file: string,
	seeds: NewCredential[],
	replaced: Readonly<Record<string, string>> = {},
): Promise<Workflow> {
	const example = await readExample(file, replaced);
	const ids = await ensureCredentials(client, example, seeds);
	const nodes = withTableIds(example.nodes, await client.listDataTables());
	const workflow = { ...example, nodes: withCredentialIds(nodes, ids) };
	const [known, ...others] = await client.listWorkflows(workflow.name);
	if (others.length > 0) {
		throw new SetupError(
			`n8n holds several workflows named “${workflow.name}”, so ${basename(file)} ` +
				'cannot be imported: rename all but one of them',
		);
	}
	const saved = known
		? await client.updateWorkflow(known.id, workflow)
		: await client.createWorkflow(workflow);
	return isStartedByHand(saved) ? saved : await client.publishWorkflow(saved.id, saved.versionId);
}
