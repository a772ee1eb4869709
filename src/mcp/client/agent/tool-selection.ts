import type { Tool } from '../../../third-party/mcp-client';

/** Which tools of a server an agent gets. Entries are names, or patterns in which `*` is anything. */
export type ToolSelection =
	| { mode: 'all' }
	| { mode: 'selected'; names: readonly string[] }
	| { mode: 'except'; names: readonly string[] };

/** What a tool does to data: `write` whatever is not known to only read. */
export type ToolAccess = 'read' | 'write';

/** What is known of tools beside what they say of themselves. Names or patterns. */
export interface KnownAccess {
	/** Wins over everything else. */
	writes: readonly string[];
	reads: readonly string[];
}

export function isSelected(name: string, selection: ToolSelection): boolean {
	switch (selection.mode) {
		case 'all':
			return true;
		case 'selected':
			return matchesAny(name, selection.names);
		case 'except':
			return !matchesAny(name, selection.names);
	}
}

/** By what is known, else by the annotation `readOnlyHint`, which a server need not set. */
export function accessOf({ name, annotations }: Tool, known: KnownAccess): ToolAccess {
	if (matchesAny(name, known.writes)) return 'write';
	return matchesAny(name, known.reads) || annotations?.readOnlyHint === true ? 'read' : 'write';
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => toExpression(pattern).test(name));
}

function toExpression(pattern: string): RegExp {
	const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 's');
}
