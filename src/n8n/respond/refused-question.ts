import { BrandedError } from '../../base/branded-error';
import type { LiveCall, Question } from '../../mcp/bus/live-call';
import { isJsonObject } from '../../mcp/protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';

/** The capability that a client declares to be asked each kind of question. */
const CAPABILITIES: Record<Question['method'], string> = {
	'elicitation/create': 'elicitation',
	'sampling/createMessage': 'sampling',
	'roots/list': 'roots',
};

/** A question that the client cannot be asked, or did not answer in the protocol's terms. */
export class RefusedQuestion extends BrandedError {
	static override readonly brand: string = 'RefusedQuestion';

	constructor(
		message: string,
		readonly advice: string,
		cause: unknown,
	) {
		super(message, { cause });
	}
}

/** What `LiveCall.ask` threw, told to the author of the flow: which capability the client lacks. */
export function toRefusedQuestion(
	error: unknown,
	call: LiveCall,
	questions: Record<string, Question>,
): Error {
	if (!(error instanceof ProtocolError)) {
		return error instanceof Error ? error : new Error(String(error));
	}
	const missing = missingCapabilities(error, call, questions);
	if (missing.length === 0) {
		return new RefusedQuestion(
			`The node could not ask the question: ${error.message}`,
			'The node answered the call with this error.',
			error,
		);
	}
	const names = missing.map((name) => `"${name}"`).join(' and ');
	const word = missing.length === 1 ? 'capability' : 'capabilities';
	return new RefusedQuestion(
		`The client does not have the ${word} ${names}, which this question needs`,
		'The node answered the call with an error. Use a client that supports it, make the value an argument of the tool, or use Ask Several Questions with Only Supported.',
		error,
	);
}

function missingCapabilities(
	error: ProtocolError,
	call: LiveCall,
	questions: Record<string, Question>,
): string[] {
	const named = error.data?.requiredCapabilities;
	if (isJsonObject(named) && Object.keys(named).length > 0)
		return Object.entries(named).flatMap(toNames);
	if (error.code !== ErrorCode.missingCapability) return [];
	const unsupported = Object.values(questions)
		.filter(({ method }) => !call.supportedQuestions.has(method))
		.map(({ method }) => CAPABILITIES[method]);
	return [...new Set(unsupported)];
}

/** `elicitation: { url: {} }` as `elicitation.url`. */
function toNames([name, details]: [string, unknown]): string[] {
	const parts = isJsonObject(details) ? Object.keys(details) : [];
	return parts.length === 0 ? [name] : parts.map((part) => `${name}.${part}`);
}
