import type { INodeParameters } from 'n8n-workflow';

/**
 * Operations that ask the client have an output for each way that this can end. Runs in the editor's
 * expression sandbox as text, so it must not refer to anything outside itself.
 */
export function outputsOf(parameters: INodeParameters): unknown[] {
	const asks = ['askModel', 'askSeveral', 'askUser', 'listRoots'];
	if (!asks.some((operation) => operation === parameters.operation)) return ['main'];
	const ends = ['Answered', 'Declined', 'Cancelled', 'Timed Out'];
	return ends.map((displayName) => ({ type: 'main', displayName }));
}
