/** What goes wrong with one request; the tool behind it runs only where this says so. */
export type Fault =
	/** The connection breaks after the request was read; `done`: after the tool has run as well. */
	| { kind: 'reset'; tool: 'not run' | 'done' }
	/** A stream begins, tells progress, and the connection breaks; the tool has run. */
	| { kind: 'cut stream' }
	/** The request is read and never answered; the tool does not run. */
	| { kind: 'silence' }
	/** The right answer, late. */
	| { kind: 'delay'; ms: number }
	/** The right answer, a few bytes at a time. */
	| { kind: 'drip'; bytes: number; everyMs: number }
	/** A stream that tells progress at this pace, then the right answer. */
	| { kind: 'progress'; times: number; everyMs: number }
	/** Another answer; the tool does not run. */
	| { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
	/** A result whose text has this many characters; the tool does not run. */
	| { kind: 'enormous'; characters: number }
	/** An answer that never ends, in JSON or as a stream of events. */
	| { kind: 'endless'; as: 'json' | 'events' };

/** The fault of a request, by its JSON-RPC method and how many of that method came before. */
export type FaultPlan = (method: string, before: number) => Fault | undefined;

/** Faults for the first requests of a method, one each; the later ones are answered. */
export const first =
	(method: string, ...faults: Fault[]): FaultPlan =>
	(asked, before) =>
		asked === method ? faults[before] : undefined;

/** The same fault for every request of a method; `*` is any. */
export const always =
	(method: string, fault: Fault): FaultPlan =>
	(asked) =>
		method === '*' || asked === method ? fault : undefined;

export const status = (
	code: number,
	headers: Record<string, string> = {},
	body = 'no',
): Fault & { kind: 'answer' } => ({ kind: 'answer', status: code, headers, body });

export const redirect = (code: number, location: string) => status(code, { location }, '');
