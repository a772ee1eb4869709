import type { INodeParameters } from 'n8n-workflow';

/**
 * The tool that is called, else the operation in words. Runs in the editor's expression sandbox as
 * text, so it must not refer to anything outside itself.
 */
export function subtitleOf(parameters: INodeParameters): string {
	const operation = typeof parameters.operation === 'string' ? parameters.operation : 'callTool';
	const tool = parameters.tool as { cachedResultName?: string; value?: unknown } | undefined;
	const named = tool?.cachedResultName ?? tool?.value;
	if (operation === 'callTool' && typeof named === 'string' && named !== '') return named;
	return operation.replace(/[A-Z]/g, (letter) => ' ' + letter.toLowerCase());
}
