import { BoundedMap } from '../../../base/bounded-map';
import type { Principal } from '../principal';
import type { JsonObject } from '../../protocol/json-rpc';

/** A call that waits for a person's word. Nothing has run. */
export interface Proposal {
	id: string;
	/**
	 * Goes to what a person decides with, and never to a model: who knows the id alone can ask what
	 * became of it.
	 */
	ticket: string;
	/** Which principal of which server may decide. */
	holder: string;
	/** Where it was called, and by whom: it runs as a call of theirs. */
	server: string;
	principal: Principal;
	tool: string;
	title: string;
	arguments: JsonObject;
	/** Milliseconds since 1970. */
	createdAt: number;
	expiresAt: number;
	state: 'open' | 'running' | 'done' | 'refused';
	/** What the person said. */
	note?: string;
	/** Of the call, once it has run. */
	result?: JsonObject;
}

export interface ProposalPorts {
	/** Milliseconds since 1970. */
	now(): number;
	/** Nobody can guess it. */
	createId(): string;
}

/** How long a person can take. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;
const MOST_PROPOSALS = 1_000;
/** Of arguments that are kept together, as JSON, in characters. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Of a result that is kept, as JSON, in characters. */
const LARGEST_RESULT = 32 * 1024;
const TOO_LARGE = 'It has run. Its result is too long to be kept here.';

/**
 * What persons are to decide in this process. A restart forgets what is open: then nothing was
 * written, and the model is told to call again.
 */
export class Proposals {
	private readonly all = new BoundedMap<string, Proposal>({
		entries: MOST_PROPOSALS,
		weight: {
			max: MOST_CHARACTERS,
			of: (proposal) => JSON.stringify(proposal.arguments).length,
		},
	});

	constructor(private readonly ports: ProposalPorts) {}

	propose(
		what: Pick<Proposal, 'holder' | 'server' | 'principal' | 'tool' | 'title' | 'arguments'>,
	): Proposal {
		const createdAt = this.ports.now();
		const proposal: Proposal = {
			...what,
			id: this.ports.createId(),
			ticket: this.ports.createId(),
			createdAt,
			expiresAt: createdAt + LIFETIME_MS,
			state: 'open',
		};
		this.all.set(proposal.id, proposal);
		return proposal;
	}

	/** @returns undefined if there is none, or it is another's, or too old */
	find(id: unknown, holder: string): Proposal | undefined {
		const found = typeof id === 'string' ? this.all.peek(id) : undefined;
		if (found?.holder !== holder || found.expiresAt <= this.ports.now()) return undefined;
		return found;
	}

	/** The same for who may decide. */
	findToDecide(id: unknown, ticket: unknown, holder: string): Proposal | undefined {
		const found = this.find(id, holder);
		return found?.ticket === ticket ? found : undefined;
	}

	/** @returns undefined if the server has none, or it is too old */
	findAt(server: string, id: unknown): Proposal | undefined {
		const found = typeof id === 'string' ? this.all.peek(id) : undefined;
		return found?.server === server ? this.find(id, found.holder) : undefined;
	}

	/** What waits at a server, the oldest first. */
	openAt(server: string): Proposal[] {
		return [...this.all.entries()]
			.map(([id]) => this.findAt(server, id))
			.filter((found) => found !== undefined)
			.filter(({ state }) => state === 'open');
	}

	/** Keeps what came of it. A result that is too large is kept as a word that it was. */
	end(proposal: Proposal, result: JsonObject | undefined): void {
		proposal.state = 'done';
		if (result === undefined) return;
		const isLarge = JSON.stringify(result).length > LARGEST_RESULT;
		proposal.result = isLarge ? { content: [{ type: 'text', text: TOO_LARGE }] } : result;
	}
}
