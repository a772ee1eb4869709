import { BrandedError } from '../../base/branded-error';
import type { JsonObject } from '../protocol/json-rpc';

/** What one process says to another: plain data, told apart by `kind`. */
export type PostMessage = { kind: string } & JsonObject;

/** Answers a message; `NOT_HERE` where another process may know. */
export type PostHandler = (message: PostMessage, from: string) => unknown;

/** What a handler gives that has nothing to do with a message to all: only others answer it. */
export const NOT_HERE = Symbol('not here');

/**
 * Between the processes of one n8n. A message arrives once, or its sender hears that it may not have
 * arrived; what carries it may fail for a while in between.
 */
export interface Post {
	/** The name of this process: no other has it, also not after a restart. */
	readonly self: string;
	/**
	 * Waits for what another process makes of a message.
	 *
	 * @param patienceMs after which it counts as lost
	 * @throws PostError
	 */
	ask(to: string, message: PostMessage, patienceMs?: number): Promise<unknown>;
	/** The first process that knows answers. @throws PostError if none does */
	askAnyone(message: PostMessage, patienceMs?: number): Promise<unknown>;
	/** Tells all other processes that are there. One that cannot be reached now does not hear it. */
	tellAll(message: PostMessage): void;
	/** Handles all messages of a kind; they may come at any time from now on. */
	handle(kind: string, handler: PostHandler): void;
	/**
	 * Calls back once when another process has ended.
	 *
	 * @returns what ends the watch
	 */
	watch(peer: string, onLost: () => void): () => void;
	/** Calls back whenever messages can be heard that could not before, the first time included. */
	onUp(react: () => void): void;
}

/** A message did not arrive, or nobody answered it in time. */
export class PostError extends BrandedError {
	static override readonly brand: string = 'PostError';
}

const SEPARATOR = '~';

/** An id that tells which process knows what it stands for. */
export function ownedId(owner: string, id: string): string {
	return `${owner}${SEPARATOR}${id}`;
}

/** @returns undefined for an id that was made where there is one process only */
export function ownerOf(id: string): string | undefined {
	const end = id.indexOf(SEPARATOR);
	return end > 0 ? id.slice(0, end) : undefined;
}
