import type { INodeParameters } from 'n8n-workflow';

/**
 * One labelled output a branch, in the order of their declaration. Runs in the editor's expression
 * sandbox as text, so it must not refer to anything outside itself.
 */
export function outputsOf(parameters: INodeParameters): unknown[] {
	const branches = (parameters.branches ?? {}) as {
		branch?: Array<{ kind?: string; name?: string }>;
	};
	const outputs = (branches.branch ?? []).map((branch, index) => ({
		type: 'main',
		displayName: branch.name || (branch.kind ?? 'tool') + ' ' + (index + 1),
	}));
	return outputs.length > 0 ? outputs : ['main'];
}
