import type {
	CreateMessageRequest,
	CreateMessageResult,
	ElicitResult,
} from '../../../third-party/mcp-client';

/** A question to the user, in the words of the server. */
export interface ElicitationQuestion {
	mode: 'form' | 'url';
	message: string;
	/** For `form`: a flat JSON Schema of the answer. */
	requestedSchema?: Readonly<Record<string, unknown>>;
	/** For `url`: the page that the user shall visit. Never fetched here. */
	url?: string;
}

/** How the server's questions to the user are answered. */
export type ElicitationAnswer =
	| {
			kind: 'values';
			/** By field name. Fields of the question that are missing here get the schema's default. */
			values: Readonly<Record<string, unknown>>;
			/** When a required field has neither value nor default, or the question is a URL. */
			otherwise: 'decline' | 'cancel';
	  }
	| { kind: 'defaults'; otherwise: 'decline' | 'cancel' }
	| { kind: 'decline' }
	| { kind: 'cancel' }
	| {
			kind: 'ask';
			/** Asks a human. The answer is checked against the schema before it is sent. */
			ask: (question: ElicitationQuestion, signal: AbortSignal) => Promise<ElicitResult>;
	  };

/**
 * What the access can answer while a call runs. Only what is given is declared to the server as a
 * capability, so a server does not ask for the rest.
 */
export interface Answers {
	elicitation?: ElicitationAnswer;
	/** Runs a chat model on the server's messages. */
	sampling?: (
		params: CreateMessageRequest['params'],
		signal: AbortSignal,
	) => Promise<CreateMessageResult>;
	/** Directories that the server may know of, as `file:` URIs. */
	roots?: ReadonlyArray<{ uri: string; name?: string }>;
	/** Rounds of questions within one call; more is an error. Default 8. */
	roundsMax?: number;
}
