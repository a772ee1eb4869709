import type { IExecuteFunctions } from 'n8n-workflow';

import { type ParameterSource, textOf } from './parameter-source';

type Execution = Pick<IExecuteFunctions, 'getExecutionId'>;

/**
 * Under which key the session log keeps what an item does: the key of the user's choice, or the
 * execution. The two cannot be taken for each other.
 */
export function sessionKeyOf(source: ParameterSource, context: Execution): string {
	return toSessionKey(textOf(source.get('options.sessionKey', '')), context);
}

export function toSessionKey(chosen: string, context: Execution): string {
	const key = chosen.trim();
	return key === '' ? `run:${context.getExecutionId()}` : `key:${key}`;
}
