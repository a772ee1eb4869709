import type { Tool } from '../../../third-party/mcp-client';
import type { Repetition } from '../retry';
import { McpClientError } from '../client-error';
import { toolDigests, toolsDigest } from './tool-digests';
import type { ToolGuard } from './tool-guard';

/** Whether the lists of the guard let a tool be seen at all. */
export function isToolListed(name: string, { allow, deny }: ToolGuard): boolean {
	const allowed = allow.length === 0 || allow.some((pattern) => matches(pattern, name));
	return allowed && !deny.some((pattern) => matches(pattern, name));
}

/**
 * Whether a tool writes. What is known of the vendor wins over the tool's own annotations, which are
 * claims of the server; a tool that says nothing is taken for one that writes.
 */
export function toolEffect(
	name: string,
	tool: Tool | undefined,
	{ knownReads, knownWrites }: ToolGuard,
): 'reads' | 'writes' {
	if (knownWrites.some((pattern) => matches(pattern, name))) return 'writes';
	if (tool?.annotations?.readOnlyHint === true) return 'reads';
	if (tool?.annotations?.readOnlyHint === false) return 'writes';
	return knownReads.some((pattern) => matches(pattern, name)) ? 'reads' : 'writes';
}

/** Whether a call of the tool may be sent twice: see `mayRepeat`. */
export function toolRepetition(name: string, tool: Tool | undefined, guard: ToolGuard): Repetition {
	if (tool?.annotations?.idempotentHint === true) return 'safe';
	return toolEffect(name, tool, guard) === 'reads' ? 'safe' : 'unsafe';
}

/** @throws McpClientError step `guard` if the tool may not be called */
export function assertToolAllowed(name: string, tool: Tool | undefined, guard: ToolGuard): void {
	if (!isToolListed(name, guard)) {
		throw new McpClientError('guard', `The tool "${name}" is not allowed by this node`, {
			hint: 'Change Allowed Tools or Denied Tools to call it.',
			delivery: 'notSent',
		});
	}
	if (guard.writes === 'blocked' && toolEffect(name, tool, guard) === 'writes') {
		throw new McpClientError('guard', `The tool "${name}" can change data, so it was not called`, {
			hint: 'To call it, set Options > Write Tools to Allow. If it only reads, add it to Options > Treat as Read-Only, or mark it as read-only on the server (readOnlyHint).',
			delivery: 'notSent',
		});
	}
}

/**
 * Compares the tools with the pin.
 *
 * @returns a warning if they have changed, undefined if not or if nothing is pinned
 * @throws McpClientError step `guard` if a change shall stop
 */
export function checkPin(tools: readonly Tool[], { pin }: ToolGuard): string | undefined {
	if (!pin || toolsDigest(tools) === pin.digest) return undefined;
	const message = `The tools of the server changed since your review${describeDifference(tools, pin.tools)}`;
	if (pin.onChange === 'warn') return message;
	throw new McpClientError('guard', message, {
		hint: 'Review the descriptions and schemas of the tools, then enter the new digest in Pinned Digest.',
		delivery: 'notSent',
	});
}

function describeDifference(
	tools: readonly Tool[],
	pinned: Readonly<Record<string, string>> | undefined,
): string {
	if (!pinned) return '';
	const current = toolDigests(tools);
	const added = Object.keys(current).filter((name) => !Object.hasOwn(pinned, name));
	const removed = Object.keys(pinned).filter((name) => !Object.hasOwn(current, name));
	const changed = Object.keys(current).filter(
		(name) => Object.hasOwn(pinned, name) && pinned[name] !== current[name],
	);
	const parts = Object.entries({ added, removed, changed }).filter(([, names]) => names.length > 0);
	return `: ${parts.map(([what, names]) => `${what} ${names.join(', ')}`).join('; ')}`;
}

function matches(pattern: string, name: string): boolean {
	const source = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	return new RegExp(`^${source.join('.*')}$`, 's').test(name);
}
