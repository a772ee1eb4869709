import type { HttpRequest, HttpResponse } from '../../../../src/gtm/http/http-port';
import type { OpenApiDocument } from './document';
import { follow, operationFinder, pointerPart } from './operation';
import type { Match, Operation } from './operation';
import { parameterProblems } from './parameter-check';
import { schemaCheck } from './schema-check';
import type { SchemaCheck } from './schema-check';

/** A request as the vendor's host would see it: `url` is the path. */
export type SpecRequest = Pick<HttpRequest, 'body' | 'headers' | 'method' | 'query'> & {
	path: string;
};

export type SpecResponse = Pick<HttpResponse, 'body' | 'headers' | 'status'>;

/** Where a specification is known to be wrong. A deviation that nothing meets is a problem itself. */
export interface Deviation {
	/** `POST /v2/notes`, or `*` for all. */
	operation: string;
	in: 'request' | 'response';
	/** What the problem's text holds. */
	problem: RegExp;
	reason: string;
}

export interface Spec {
	/** One line a problem; none if all is as specified. */
	checkRequest(request: SpecRequest): string[];
	checkResponse(request: Pick<SpecRequest, 'method' | 'path'>, response: SpecResponse): string[];
	/** Operations whose request and answer were checked. */
	covered(): string[];
	/** Deviations that no check has met so far. */
	unusedDeviations(): Deviation[];
}

interface Content {
	[type: string]: unknown;
}

const bare = (type: string) => type.split(';')[0]?.trim().toLowerCase() ?? '';

function headerOf(headers: SpecRequest['headers'], name: string): string | undefined {
	return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The media type of the document that a body of this type is, by its key there. */
function mediaTypeOf(content: Content, type: string): string | undefined {
	return Object.keys(content).find((key) => bare(key) === bare(type) || bare(key) === '*/*');
}

class DocumentSpec implements Spec {
	readonly #document: OpenApiDocument;
	readonly #deviations: readonly Deviation[];
	readonly #find: ReturnType<typeof operationFinder>;
	readonly #requests: SchemaCheck;
	readonly #responses: SchemaCheck;
	readonly #covered = new Set<string>();
	readonly #used = new Set<Deviation>();

	constructor(document: OpenApiDocument, deviations: readonly Deviation[]) {
		this.#document = document;
		this.#deviations = deviations;
		this.#find = operationFinder(document);
		this.#requests = schemaCheck(document, 'request');
		this.#responses = schemaCheck(document, 'response');
	}

	covered(): string[] {
		return [...this.#covered].sort();
	}

	unusedDeviations(): Deviation[] {
		return this.#deviations.filter((deviation) => !this.#used.has(deviation));
	}

	checkRequest(request: SpecRequest): string[] {
		const { method, path } = request;
		const match = this.#find(method, path);
		if (match === undefined) return this.#judge(undefined, 'request', [noOperation(method, path)]);
		const problems = [
			...parameterProblems(this.#document, this.#requests, match, request),
			...this.#bodyProblems(match, request),
		];
		return this.#judge(match.operation, 'request', problems);
	}

	checkResponse(request: Pick<SpecRequest, 'method' | 'path'>, response: SpecResponse): string[] {
		const { method, path } = request;
		const match = this.#find(method, path);
		if (match === undefined) return this.#judge(undefined, 'response', [noOperation(method, path)]);
		const { operation } = match;
		this.#covered.add(operation.name);
		return this.#judge(operation, 'response', this.#answerProblems(operation, response));
	}

	#judge(operation: Operation | undefined, where: Deviation['in'], problems: string[]): string[] {
		const unknown = problems.filter((problem) => {
			const deviation = this.#deviations.find(
				(each) =>
					each.in === where &&
					(each.operation === '*' || each.operation === operation?.name) &&
					each.problem.test(problem),
			);
			if (deviation !== undefined) this.#used.add(deviation);
			return deviation === undefined;
		});
		const prefix = operation === undefined ? where : `${operation.name}, ${where}`;
		return unknown.map((problem) => `${prefix}: ${problem}`);
	}

	#bodyProblems({ operation }: Match, { body, headers }: SpecRequest): string[] {
		const { value, at } = follow(this.#document, `${operation.pointer}/requestBody`);
		const wanted = value as { required?: boolean; content?: Content } | undefined;
		if (body === undefined) return wanted?.required ? ['a body is required'] : [];
		if (wanted === undefined) return ['no body is expected'];
		const { content = {} } = wanted;
		const type = headerOf(headers, 'content-type') ?? 'application/json';
		const key = mediaTypeOf(content, type);
		if (key === undefined) {
			return [`a body of type ${Object.keys(content).join(' or ')} is expected, not ${type}`];
		}
		return this.#contentProblems(this.#requests, `${at}/content`, content, key, body);
	}

	#answerProblems({ pointer }: Operation, { status, headers, body }: SpecResponse): string[] {
		const { value } = follow(this.#document, `${pointer}/responses`);
		const keys = Object.keys(value ?? {});
		const names = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
		const key = names.find((name) => keys.includes(name));
		// Most vendors leave out what every operation may answer: 401, 403, 429, 5xx.
		if (key === undefined)
			return status < 400 ? [`status ${status} is not one of ${keys.join(', ')}`] : [];
		const { value: response, at } = follow(
			this.#document,
			`${pointer}/responses/${pointerPart(key)}`,
		);
		const { content } = (response ?? {}) as { content?: Content };
		if (content === undefined || Object.keys(content).length === 0) return [];
		const type = headerOf(headers, 'content-type') ?? 'none';
		const media = mediaTypeOf(content, type);
		if (media === undefined) {
			return [`status ${status}: a body of type ${Object.keys(content).join(' or ')}, not ${type}`];
		}
		return this.#contentProblems(this.#responses, `${at}/content`, content, media, body);
	}

	#contentProblems(
		check: SchemaCheck,
		pointer: string,
		content: Content,
		key: string,
		body: unknown,
	): string[] {
		const media = content[key] as { schema?: unknown } | undefined;
		if (media?.schema === undefined) return [];
		return check.problems(`${pointer}/${pointerPart(key)}/schema`, 'body', body);
	}
}

function noOperation(method: string, path: string): string {
	return `the specification has no operation for ${method} ${path}`;
}

/**
 * A place that the vendor has, although its specification does not name it. Neither what is sent there
 * nor what comes back is checked.
 *
 * @param path an expression for the whole of it
 */
export function unspecified(method: string, path: string, reason: string): Deviation[] {
	const problem = new RegExp(`no operation for ${method} ${path}$`);
	return (['request', 'response'] as const).map((where) => ({
		operation: '*',
		in: where,
		problem,
		reason,
	}));
}

/** A specification to check requests and answers with. */
export function specOfDocument(
	document: OpenApiDocument,
	deviations: readonly Deviation[] = [],
): Spec {
	return new DocumentSpec(document, deviations);
}
