import type { Prompt, PromptMessage } from '@modelcontextprotocol/server';

import { DeclarationError, type Place, type Source } from './declaration-error';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import type { ServeInProcess } from '../provider/in-process-call';

export interface PromptArgument {
	name: string;
	description?: string;
	required: boolean;
	/** Values offered while the user types. */
	values: readonly string[];
}

export interface PromptDeclaration {
	place: Place;
	name: string;
	title?: string;
	description?: string;
	arguments: readonly PromptArgument[];
	requiredScope?: string;
	/** Static messages hold `{argument}` where an argument goes. */
	source: Source<readonly PromptMessage[]>;
	/** Completes the arguments that have no fixed values. */
	complete?: ServeInProcess;
}

export interface CatalogPrompt {
	listing: Prompt;
	declaration: PromptDeclaration;
}

/** It is put in wherever the messages name it. In characters. */
const LONGEST_ARGUMENT = 32_000;

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Prompts by name, in the order of their declaration. @throws DeclarationError */
export function createPrompts(
	declarations: readonly PromptDeclaration[],
): ReadonlyMap<string, CatalogPrompt> {
	const prompts = new Map<string, CatalogPrompt>();
	for (const declaration of declarations) {
		check(declaration, prompts);
		prompts.set(declaration.name, { listing: toListing(declaration), declaration });
	}
	return prompts;
}

function check(
	{ place, name, arguments: args, source }: PromptDeclaration,
	prompts: ReadonlyMap<string, CatalogPrompt>,
): void {
	const fail = (field: string, reason: string): never => {
		throw new DeclarationError(place.list, place.position, field, reason);
	};
	if (!NAME.test(name)) {
		fail('Name', `"${name}" is not a prompt name: use 1 to 64 letters, digits, "_", "-" and "."`);
	}
	if (prompts.has(name)) fail('Name', `"${name}" is used by two prompts`);
	const names = args.map((argument) => argument.name);
	const wrong = names.find((each, at) => each === '' || names.indexOf(each) !== at);
	if (wrong !== undefined) fail('Arguments', `the argument "${wrong}" is empty or used twice`);
	if (source.kind === 'static' && source.content.length === 0) {
		fail('Messages', `the prompt "${name}" has none`);
	}
}

function toListing({ name, title, description, arguments: args }: PromptDeclaration): Prompt {
	return {
		name,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
		...(args.length > 0 ? { arguments: args.map(toArgument) } : {}),
	};
}

function toArgument({ name, description, required }: PromptArgument) {
	return { name, ...(description ? { description } : {}), required };
}

/**
 * Checks the arguments of a `prompts/get`: text only, the required ones present, unknown ones refused.
 *
 * @throws ProtocolError -32602 naming the argument
 */
export function checkPromptArguments(
	{ listing, declaration }: CatalogPrompt,
	given: Record<string, unknown>,
): asserts given is Record<string, string> {
	const known = declaration.arguments.map(({ name }) => name);
	for (const [name, value] of Object.entries(given)) {
		if (!known.includes(name)) throw invalid(`"${listing.name}" has no argument "${name}"`);
		if (typeof value !== 'string') throw invalid(`the argument "${name}" must be text`);
		if (value.length > LONGEST_ARGUMENT) {
			throw invalid(`the argument "${name}" is longer than ${LONGEST_ARGUMENT} characters`);
		}
	}
	const missing = declaration.arguments.find(
		({ name, required }) => required && !Object.hasOwn(given, name),
	);
	if (missing) throw invalid(`the argument "${missing.name}" of "${listing.name}" is required`);
}

function invalid(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}

/** Puts arguments where their `{name}` stands, in texts and URIs; other braces stay. */
export function renderMessages(
	messages: readonly PromptMessage[],
	values: Readonly<Record<string, string>>,
	names: readonly string[],
): PromptMessage[] {
	const fill = (text: string) =>
		text.replace(/\{([A-Za-z0-9_.-]+)\}/g, (whole, name: string) =>
			names.includes(name) ? (Object.hasOwn(values, name) && values[name]) || '' : whole,
		);
	return messages.map(({ role, content }) => ({ role, content: fillContent(content, fill) }));
}

function fillContent(
	content: PromptMessage['content'],
	fill: (text: string) => string,
): PromptMessage['content'] {
	if (content.type === 'text') return { ...content, text: fill(content.text) };
	if (content.type !== 'resource') return content;
	const { resource } = content;
	return {
		...content,
		resource: {
			...resource,
			uri: fill(resource.uri),
			...('text' in resource ? { text: fill(resource.text) } : {}),
		},
	};
}
