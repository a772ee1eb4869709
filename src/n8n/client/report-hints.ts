import type { IDataObject, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { type CallReport, isUnusual } from '../../mcp/client/access/call-report';

const HINTS_MAX = 5;

/** Collects what was unusual in an execution, to be told once, whatever the number of items. */
export class ReportHints {
	private readonly messages = new Map<string, number>();

	hear(report: CallReport): void {
		if (!isUnusual(report)) return;
		for (const message of toMessages(report)) this.say(message);
	}

	say(message: string): void {
		this.messages.set(message, (this.messages.get(message) ?? 0) + 1);
	}

	/** At most five, the first ones; what is said of several items says of how many. */
	hints(): NodeExecutionHint[] {
		const all = [...this.messages].map(([message, times]): NodeExecutionHint => ({
			message: times > 1 ? `${message} (${times} items)` : message,
			location: 'outputPane',
		}));
		if (all.length <= HINTS_MAX) return all;
		const rest = `${all.length - HINTS_MAX} more messages. To see them, turn on "Include Report".`;
		return [...all.slice(0, HINTS_MAX), { message: rest, location: 'outputPane' }];
	}
}

function toMessages({ endpoint, attempts, waitedMs, cached, warnings }: CallReport): string[] {
	const messages = [...warnings];
	if (attempts > 1) messages.push(`${endpoint} responded at attempt ${attempts}`);
	if (waitedMs >= 1_000) {
		messages.push(`Waited ${Math.round(waitedMs / 1_000)} s for ${endpoint}`);
	}
	if (cached === 'stale' && warnings.length === 0) {
		messages.push(`${endpoint} is down. This is a cached list`);
	}
	return messages;
}

/** The items with what was done to get them, under `_mcp`. */
export function withReport(items: INodeExecutionData[], report: CallReport): INodeExecutionData[] {
	const _mcp = { ...report } as unknown as IDataObject;
	return items.map((item) => ({ ...item, json: { ...item.json, _mcp } }));
}
