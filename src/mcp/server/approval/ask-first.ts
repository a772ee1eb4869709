import type { CallInProgress } from '../calls/call-in-progress';
import { holderOf } from '../calls/calls-in-process';
import { toolError } from '../calls/tool-result';
import type { RequestContext, ServerRuntime } from '../server-runtime';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { UI_EXTENSION } from '../../protocol/ui-extension';
import { STATUS_TOOL } from './approval-tools';
import type { Proposal } from './proposals';

/** That a person has to allow each call of a tool. */
export interface Approval {
	/** What would be done, for the person: `Save a record in HubSpot`. */
	title: string;
}

/** How long a person may take to answer a question of the client. */
const PATIENCE_MS = 10 * 60_000;
/** Of the arguments, in a question. */
const MOST_SHOWN = 1_500;

/**
 * Asks the person behind the client before a call begins. A host that shows cards gets one, and so
 * does a client that can be asked nothing: hosts are in use that show cards and never say so. Others
 * are asked by form, or sent to the page of the server. Never throws.
 *
 * @returns whether the call may begin; otherwise it has been answered
 */
export async function askFirst(
	call: CallInProgress,
	{ title }: Approval,
	{ runtime, context }: { runtime: ServerRuntime; context: RequestContext },
): Promise<boolean> {
	const { askable } = call.terms;
	const shows = showsViews(context);
	try {
		if (!shows && askable.has('elicitation.form')) return await askByForm(call, title);
		const proposal = runtime.proposals.propose({
			holder: holderOf(runtime.id, context.principal),
			server: runtime.id,
			principal: context.principal,
			tool: call.terms.call.name,
			title,
			arguments: call.terms.call.arguments,
		});
		const link = linkTo(proposal, runtime);
		if (!shows && link !== undefined && askable.has('elicitation.url')) {
			await sendTo(call, title, link, proposal.id);
		}
		call.respond(waiting(proposal, link));
	} catch (error) {
		// A question that cannot be put has answered the call.
		if (!(error instanceof ProtocolError)) runtime.report(error);
		call.fail(
			error instanceof ProtocolError
				? error
				: new ProtocolError(ErrorCode.internalError, 'Internal error'),
		);
	}
	return false;
}

function showsViews({ meta, session }: RequestContext): boolean {
	const extensions = meta?.clientCapabilities.extensions;
	return session?.showsViews === true || (isJsonObject(extensions) && UI_EXTENSION in extensions);
}

async function askByForm(call: CallInProgress, title: string): Promise<boolean> {
	const shown = JSON.stringify(call.terms.call.arguments, null, 1).slice(0, MOST_SHOWN);
	const outcome = await call.ask(
		{
			confirm: {
				method: 'elicitation/create',
				params: {
					mode: 'form',
					message: `${title}?\n${shown}`,
					requestedSchema: {
						type: 'object',
						properties: { comment: { type: 'string', title: 'Comment' } },
					},
				},
			},
		},
		PATIENCE_MS,
	);
	if (outcome.kind === 'answered') return true;
	const words = `Nothing was written: the user did not agree (${outcome.kind}). Ask what should be different before you call again.`;
	call.respond({ ...toolError(words) });
	return false;
}

/** The person decides there, whatever the client says of having shown the way. */
async function sendTo(
	call: CallInProgress,
	title: string,
	url: string,
	elicitationId: string,
): Promise<void> {
	const params = {
		mode: 'url',
		message: `${title}: allow or refuse it on this page`,
		url,
		elicitationId,
	};
	await call.ask({ confirm: { method: 'elicitation/create', params } }, PATIENCE_MS);
}

function linkTo({ id }: Proposal, { pageUrl }: ServerRuntime): string | undefined {
	return pageUrl === undefined ? undefined : `${pageUrl}?view=approvals&id=${id}`;
}

function waiting(
	{ id, ticket, tool, title, arguments: proposed, expiresAt }: Proposal,
	link: string | undefined,
): JsonObject {
	const there = link === undefined ? '' : ` They can also decide at ${link}.`;
	const message = `Nothing was written yet: the user has to allow it first, in the card that the client shows with this result.${there} Wait for the user. Do not call ${tool} again; ${STATUS_TOOL} with the id ${id} says what was decided.`;
	return {
		content: [{ type: 'text', text: message }],
		structuredContent: {
			status: 'pending',
			reason: { code: 'approval_needed', message },
		},
		_meta: {
			approval: {
				id,
				ticket,
				title,
				arguments: proposed,
				expiresAt: new Date(expiresAt).toISOString(),
			},
		},
	};
}
