import type {
	ClientCapabilities,
	CreateMessageRequest,
	CreateMessageResult,
	ElicitRequest,
	ElicitResult,
} from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import type { Answers } from './answers';
import { answerElicitation } from './elicitation';

export const ROUNDS_MAX = 8;
/** Questions of all rounds of one call; a server may ask several at once. */
const QUESTIONS_PER_ROUND = 8;

/** What the server is told that it may ask for. */
export function capabilitiesOf({ elicitation, sampling, roots }: Answers): ClientCapabilities {
	return {
		...(elicitation && {
			elicitation: { form: {}, ...(elicitation.kind === 'ask' ? { url: {} } : {}) },
		}),
		...(sampling && { sampling: {} }),
		...(roots && { roots: {} }),
	};
}

export function canAnswer(answers: Answers): boolean {
	return Object.keys(capabilitiesOf(answers)).length > 0;
}

/**
 * Answers what the server asks during one call, in whatever way it asks: a request on the stream, an
 * `input_required` result, or a task that waits. Refuses when it asks without end.
 */
export class CallAnswers {
	private questions = 0;

	/** @param note hears sentences for the user: why an answer was refused */
	constructor(
		private readonly answers: Answers,
		private readonly note: (sentence: string) => void,
	) {}

	async elicit(params: ElicitRequest['params'], signal: AbortSignal): Promise<ElicitResult> {
		const { elicitation } = this.answers;
		this.count();
		if (!elicitation) return { action: 'decline' };
		const question =
			params.mode === 'url'
				? { mode: 'url' as const, message: params.message, url: params.url }
				: {
						mode: 'form' as const,
						message: params.message,
						requestedSchema: params.requestedSchema,
					};
		const { result, note } = await answerElicitation(elicitation, question, signal);
		if (note !== undefined) this.note(note);
		return result;
	}

	async sample(
		params: CreateMessageRequest['params'],
		signal: AbortSignal,
	): Promise<CreateMessageResult> {
		const { sampling } = this.answers;
		this.count();
		if (!sampling) throw unanswerable('a model');
		return await sampling(params, signal);
	}

	listRoots(): { roots: Array<{ uri: string; name?: string }> } {
		this.count();
		return { roots: [...(this.answers.roots ?? [])] };
	}

	/** One of the questions of an `input_required` result or task, by its method. */
	async answer(
		{ method, params }: { method: string; params?: unknown },
		signal: AbortSignal,
	): Promise<unknown> {
		if (method === 'elicitation/create') {
			return await this.elicit(params as ElicitRequest['params'], signal);
		}
		if (method === 'sampling/createMessage') {
			return await this.sample(params as CreateMessageRequest['params'], signal);
		}
		if (method === 'roots/list') return this.listRoots();
		throw unanswerable(method);
	}

	private count(): void {
		this.questions += 1;
		const roundsMax = this.answers.roundsMax ?? ROUNDS_MAX;
		if (this.questions <= roundsMax * QUESTIONS_PER_ROUND) return;
		throw new McpClientError('limit', 'The server keeps asking questions', {
			hint: 'It may not understand the answers. Check the answers, or contact the operator of the server.',
			delivery: 'answered',
		});
	}
}

function unanswerable(what: string): McpClientError {
	return new McpClientError(
		'call',
		`The server asked for ${what}, which this node does not provide`,
		{
			hint: 'Set it up in the options of the node, or use another tool.',
			delivery: 'answered',
		},
	);
}
