import type { CallToolResult, Tool } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { assertToolAllowed, checkPin, isToolListed, toolRepetition } from '../guard/tool-decision';
import type { Repetition } from '../retry';
import { describeMisfit, describeOtherBlocks } from '../tool-output';
import type { AccessContext } from './access-context';
import type { CallReport, Reported } from './call-report';
import { knownItems, listThroughCache, mergeReports } from './listing';
import type { CallToolOptions, ListOptions } from './mcp-server-access';
import { perform, sharingOf } from './perform';
import { orWithoutList } from './tool-for-call';

interface Call {
	name: string;
	args: Readonly<Record<string, unknown>>;
	options: CallToolOptions;
}

/**
 * Calls a tool. Its definition is asked for beforehand only if the guard has to know it; else what
 * is known is used (for headers from arguments, for the right to repeat, to check the result), and
 * asked for when the server says that something was missing.
 */
export async function callTool(
	context: AccessContext,
	call: Call,
): Promise<Reported<CallToolResult>> {
	const { guard } = context.settings.policy;
	const { name, options } = call;
	if (!isToolListed(name, guard)) assertToolAllowed(name, undefined, guard);
	const lookup = needsDefinition(context)
		? await lookUpIfListed(context, name, options)
		: undefined;
	const tool = lookup ? lookup.tool : known(context, name);
	assertToolAllowed(name, tool, guard);
	const before = lookup ? [{ ...lookup.report, attempts: 0 }] : [];
	try {
		const { value, report } = await callOnce(context, call, tool);
		return { value, report: merged(context, [...before, report], value, tool) };
	} catch (error) {
		if (lookup?.report.cached === 'no' || !asksForDefinition(error)) throw error;
		const anew = await lookUp(context, name, { ...options, freshness: 'anew' });
		if (!anew.tool) throw error;
		assertToolAllowed(name, anew.tool, guard);
		const { value, report } = await callOnce(context, call, anew.tool);
		return { value, report: merged(context, [anew.report, report], value, anew.tool) };
	}
}

async function callOnce(
	context: AccessContext,
	{ name, args, options }: Call,
	tool: Tool | undefined,
): Promise<Reported<CallToolResult>> {
	return await perform(
		context,
		{
			step: 'call',
			sharing: sharingOf(context),
			repetition: async () => await repetitionOf(context, name, tool, options),
			run: async (connection, limits, answers) =>
				await connection.callTool({ name, arguments: { ...args }, tool }, limits, answers),
		},
		options,
	);
}

/** A tool that nobody has listed yet may say that it is safe to repeat: worth a question. */
async function repetitionOf(
	context: AccessContext,
	name: string,
	tool: Tool | undefined,
	{ repetition, signal }: CallToolOptions,
): Promise<Repetition> {
	const { guard } = context.settings.policy;
	if (repetition === 'idempotent') return 'safe';
	const decided = toolRepetition(name, tool, guard);
	if (tool || decided === 'safe') return decided;
	try {
		const { tool: listed } = await lookUp(context, name, { signal });
		return toolRepetition(name, listed, guard);
	} catch (error) {
		if (error instanceof McpClientError) return 'unsafe'; // Nobody can say that it is safe.
		throw error;
	}
}

function needsDefinition({ settings }: AccessContext): boolean {
	const { writes, pin } = settings.policy.guard;
	return writes === 'blocked' || pin !== undefined;
}

/** Without a pin, which is of the whole list, a list that cannot be read only leaves a tool unknown. */
async function lookUpIfListed(
	context: AccessContext,
	name: string,
	options: ListOptions,
): Promise<{ tool: Tool | undefined; report: CallReport }> {
	if (context.settings.policy.guard.pin) return await lookUp(context, name, options);
	const { value: tool, report } = await orWithoutList(context, async () => {
		const found = await lookUp(context, name, options);
		return { value: found.tool, report: found.report };
	});
	return { tool, report };
}

async function lookUp(
	context: AccessContext,
	name: string,
	options: ListOptions,
): Promise<{ tool: Tool | undefined; report: CallReport }> {
	const { guard } = context.settings.policy;
	const { value, report } = await listThroughCache(context, 'tools', {
		signal: options.signal,
		freshness: options.freshness,
	});
	const listed = value.filter((tool) => isToolListed(tool.name, guard));
	const change = checkPin(listed, guard);
	if (change !== undefined) report.warnings.push(change);
	return { tool: listed.find((tool) => tool.name === name), report };
}

function known(context: AccessContext, name: string): Tool | undefined {
	return knownItems(context, 'tools')?.find((tool) => tool.name === name);
}

/** Header mismatch (2026-07-28), and a tool that only runs as a task (2025-11-25): nothing was done. */
function asksForDefinition(error: unknown): boolean {
	if (!(error instanceof McpClientError) || error.delivery !== 'answered') return false;
	return error.rpcCode === -32_020 || error.rpcCode === -32_601;
}

function merged(
	context: AccessContext,
	reports: CallReport[],
	result: CallToolResult,
	tool: Tool | undefined,
): CallReport {
	const report = { ...mergeReports(context, reports), cached: 'no' as const };
	const found = [describeMisfit(result, tool), describeOtherBlocks(result)];
	const said = found.filter((sentence) => sentence !== undefined);
	return { ...report, warnings: [...report.warnings, ...said] };
}
