/** One call as it was answered. Holds no key, and of the headers what names the execution. */
export interface LoggedCall {
	number: number;
	/** ISO 8601. */
	at: string;
	vendor: string;
	method: string;
	/** With the query; keys in it are masked. */
	url: string;
	/** `POST /contacts/{id}`, absent if nothing was routed. */
	route?: string;
	/** Absent if no answer was sent. */
	status?: number;
	milliseconds: number;
	/** The fault that it met. */
	fault?: string;
	requestBody?: string;
	answerBody?: string;
	/** Where n8n shows the execution that asked, if it said so. */
	execution?: string;
}

/** What the package says to a sandbox on this machine, and to no vendor. */
const EXECUTION_HEADER = 'x-n8n-execution';

/** The address of the execution that sends a request; anything but a web address is left out. */
export function executionIn(headers: Readonly<Record<string, string>>): string | undefined {
	const url = URL.parse(headers[EXECUTION_HEADER] ?? '');
	return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

const KEPT_CALLS = 500;
const KEPT_CHARACTERS = 4_000;

/** Where tokens are minted, keys stand in the bodies: of forms and of JSON. */
const TOKENS = /((?:access_token|assertion|client_secret|refresh_token)(?:=|":\s*"))[^"&]+/g;

/** Bodies are for reading, so a long one is cut. */
export function excerpt(body: string): string {
	const text = body.replace(TOKENS, '$1***');
	if (text.length <= KEPT_CHARACTERS) return text;
	return `${text.slice(0, KEPT_CHARACTERS)}… (${text.length} characters)`;
}

/** The members of a form, or of JSON, with which one gets in. */
const SECRET_MEMBER =
	/((?:access_token|client_secret|code|code_verifier|refresh_token)(?:=|"\s*:\s*"))[^&"]+/g;

/** The bodies of an OAuth2 server without what must not be kept. */
export function masked(text: string): string {
	return text.replaceAll(SECRET_MEMBER, '$1***');
}

/** The last 500 calls, oldest first. */
export class RequestLog {
	#calls: LoggedCall[] = [];
	#count = 0;

	/** Of all time, also those that are not kept any more. */
	get count(): number {
		return this.#count;
	}

	add(call: Omit<LoggedCall, 'number'>): void {
		this.#count += 1;
		this.#calls.push({ number: this.#count, ...call });
		if (this.#calls.length > KEPT_CALLS) this.#calls.shift();
	}

	list(): readonly LoggedCall[] {
		return this.#calls;
	}

	clear(): void {
		this.#calls = [];
	}
}
