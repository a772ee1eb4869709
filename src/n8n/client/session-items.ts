import type { INodeExecutionData } from 'n8n-workflow';

import type { SessionRecord } from '../../mcp/client/session-log/session-log';
import { toItem } from './result-items';

/** The entries of a session, an item each; says how many are no longer there. */
export function toSessionItems(
	{ entries, dropped }: SessionRecord,
	itemIndex: number,
	warn: (message: string) => void,
): INodeExecutionData[] {
	if (dropped > 0) warn(`The session was too long. The oldest ${dropped} entries were dropped`);
	return entries.map(({ at, ...entry }) => toItem({ ...entry, at: at.toISOString() }, itemIndex));
}
