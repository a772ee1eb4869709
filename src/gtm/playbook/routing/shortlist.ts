import { digestOf } from '../../../base/digest';
import { type ActionVerdict, type ProspectPicture, textAt } from '../picture';
import { passes } from '../rubric/test-value';
import type { SequenceRow } from './catalogue';

export interface RoutingPorts {
	/** Whether the person may be enrolled into a sequence: the guard of the context graph. */
	checkEnroll(this: void, sequence: SequenceRow): Promise<ActionVerdict>;
	/** Seals lists, so that a model or a workflow cannot write one. */
	secret: string;
}

export interface RoutingInput {
	picture: ProspectPicture;
	/** Of the decision; sequences for other tiers are left out. */
	tier?: string;
	/** Whoever is enrolled: the address. */
	email: string;
	/** Names an experiment, whose holdout gets nothing. */
	experiment?: string;
	/** Share that gets nothing, to be compared with, 0 to 1. */
	holdoutShare?: number;
	/** `2026-12`: within it, the same person is enrolled into the same sequence once. */
	window: string;
	tenant?: string;
}

export interface Candidate {
	sequenceId: string;
	provider: string;
	name?: string;
	/** The same for the same person, sequence and window: pass it to whatever enrolls. */
	idempotencyKey: string;
}

export interface Shortlist {
	/** `holdout` and `none`: nobody is enrolled. */
	status: 'open' | 'none' | 'holdout';
	candidates: Candidate[];
	refused: Array<{
		sequenceId: string;
		name?: string;
		reasons: Array<{ code: string; message: string }>;
	}>;
	experiment?: { id: string; arm: 'holdout' | 'treated' };
	/** Over all of it, with a secret: a pick is accepted from a list that was given, and from no other. */
	seal: string;
}

interface Rule {
	code: string;
	message: string;
	fits(this: void, row: SequenceRow, input: RoutingInput): boolean;
}

/** A value that is not known fits only where all do. */
const among = (wanted: readonly string[], value: string | undefined) =>
	wanted.length === 0 ||
	(value !== undefined && wanted.some((one) => one.toLowerCase() === value.toLowerCase()));

const RULES: readonly Rule[] = [
	{ code: 'not_active', message: 'The sequence is not active', fits: ({ active }) => active },
	{
		code: 'region',
		message: 'It is not for the country of the person, or the country is not known',
		fits: ({ countries }, { picture }) =>
			among(countries, textAt(picture, 'contact.country') ?? textAt(picture, 'account.country')),
	},
	{
		code: 'persona',
		message: 'It is not for people with this title, or the title is not known',
		fits: ({ personas }, { picture }) =>
			personas.length === 0 ||
			passes({ test: 'contains', value: personas }, textAt(picture, 'contact.title')),
	},
	{
		code: 'language',
		message: 'It is in another language, or the language is not known',
		fits: ({ languages }, { picture }) => among(languages, textAt(picture, 'contact.language')),
	},
	{
		code: 'tier',
		message: 'It is for other tiers',
		fits: ({ tiers }, { tier }) => among(tiers, tier),
	},
	{
		code: 'capacity',
		message: 'It is full for today',
		fits: ({ capacityLeft }) => capacityLeft === undefined || capacityLeft > 0,
	},
];

/** Whom nothing is offered to: neither a table nor a model is asked about them. */
const NEVER_TIERS = new Set(['X', 'D']);

/** The sequences that somebody may be enrolled into, and why not into the others. */
export async function shortlist(
	catalogue: readonly SequenceRow[],
	input: RoutingInput,
	{ checkEnroll, secret }: RoutingPorts,
): Promise<Shortlist> {
	const judged = await Promise.all(
		catalogue.map(async (row) => ({ row, reasons: await reasonsAgainst(row, input, checkEnroll) })),
	);
	const experiment = armOf(input);
	const open = judged.filter(({ reasons }) => reasons.length === 0).map(({ row }) => row);
	const candidates = experiment?.arm === 'holdout' ? [] : open.map((row) => candidate(row, input));
	const refused = judged
		.filter(({ reasons }) => reasons.length > 0)
		.map(({ row, reasons }) => ({ ...named(row), reasons }));
	const status = open.length === 0 ? 'none' : experiment?.arm === 'holdout' ? 'holdout' : 'open';
	const list = { status, candidates, refused, ...(experiment && { experiment }) } as const;
	return { ...list, seal: sealOf(list, secret) };
}

async function reasonsAgainst(
	row: SequenceRow,
	input: RoutingInput,
	checkEnroll: RoutingPorts['checkEnroll'],
) {
	if (input.tier !== undefined && NEVER_TIERS.has(input.tier)) {
		return [{ code: 'tier', message: `Tier ${input.tier} is never enrolled` }];
	}
	const table = RULES.filter((rule) => !rule.fits(row, input));
	const { blocks } = await checkEnroll(row);
	return [...blocks, ...table].map(({ code, message }) => ({ code, message }));
}

function candidate(row: SequenceRow, { email, window, tenant = '' }: RoutingInput): Candidate {
	const { sequenceId, provider } = row;
	const identity = { tenant, provider, sequenceId, contact: email.trim().toLowerCase(), window };
	return { ...named(row), provider, idempotencyKey: digestOf(identity) };
}

function named({ sequenceId, name }: SequenceRow) {
	return { sequenceId, ...(name !== undefined && { name }) };
}

const BUCKETS = 10_000;

/** The same person is in the same arm of the same experiment, whenever it is asked. */
function armOf({ experiment, holdoutShare = 0, email }: RoutingInput): Shortlist['experiment'] {
	if (experiment === undefined) return undefined;
	const bucket = shareOf({ experiment, contact: email.trim().toLowerCase() });
	return { id: experiment, arm: bucket < holdoutShare ? 'holdout' : 'treated' };
}

/** A number from 0 to 1 that hangs on a value alone. */
export function shareOf(value: unknown): number {
	return (parseInt(digestOf(value).slice(0, 8), 16) % BUCKETS) / BUCKETS;
}

/** True for a shortlist as it was given, with nothing added or taken away. */
export function isShortlist(value: unknown, secret: string): value is Shortlist {
	if (typeof value !== 'object' || value === null) return false;
	const { seal, ...list } = value as Partial<Shortlist>;
	return Array.isArray(list.candidates) && seal === sealOf(list, secret);
}

/** The member keeps a seal of something else from counting as one of a list. */
function sealOf(list: object, secret: string): string {
	return digestOf({ shortlist: list }, secret);
}
