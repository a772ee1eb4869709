import type { ItemParameters } from './parameters';
import { ContentError } from '../../mcp/server/content/content-error';

/** The name of a question, and of the field that gets its answer. @throws ContentError if empty */
export function readKey(parameters: ItemParameters): string {
	const key = parameters.text('key').trim();
	if (key === '') throw new ContentError('key', 'is empty', 'Enter a name for the answer.');
	return key;
}
