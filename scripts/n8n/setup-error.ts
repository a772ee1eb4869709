/**
 * Something around the package (n8n, npm, a port, a folder) is not as it must be. The message is
 * one line: what happened and the next step. Entry points print it without a stack.
 */
export class SetupError extends Error {
	override name = 'SetupError';
}
