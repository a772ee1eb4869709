import { z } from '../../third-party/zod';
import { instant } from './instant';

/**
 * How a fact became known: read from a system of record, stated by a person, concluded by a rule or a
 * model, or bought from a vendor of data.
 */
export const METHODS = ['observed', 'asserted', 'inferred', 'vendor'] as const;

export const method = z.enum(METHODS);

export type Method = z.infer<typeof method>;

/**
 * Who may see a fact, from widest to narrowest: anybody; colleagues; colleagues who work with the person;
 * those who may call or visit them; nobody without a reason of their own.
 */
export const PRIVACY_CLASSES = ['public', 'business', 'personal', 'private', 'sensitive'] as const;

export const privacyClass = z.enum(PRIVACY_CLASSES);

export type PrivacyClass = z.infer<typeof privacyClass>;

/** A name as the canonical model writes it: `jobTitle`. Not one that an object inherits. */
export const attributeName = z
	.string()
	.regex(
		/^(?!constructor$|toString$|valueOf$|hasOwnProperty$)[a-z][A-Za-z0-9_.]{0,63}$/,
		'is not the name of an attribute, such as title or employees',
	);

/** Longest value of a fact as JSON, in characters: what is longer is a document, not a fact. */
export const LONGEST_VALUE = 8_000;

/** One value of one attribute, as a source has it. */
export const factSchema = z.strictObject({
	attribute: attributeName,
	value: z
		.json()
		.refine((value) => value !== null, 'is empty; leave the fact out, or retract the one there is')
		.refine(
			(value) => JSON.stringify(value).length <= LONGEST_VALUE,
			`is longer than ${LONGEST_VALUE} characters`,
		),
	confidence: z.number().min(0).max(1).optional().describe('0 to 1; 0.8 if left out'),
	observedAt: instant.optional().describe('When the source saw it; now if left out'),
	heldFrom: instant.optional().describe('Since when it is so'),
	heldTo: instant.optional().describe('Until when it was so'),
	method: method.optional(),
	licence: z.string().max(60).optional(),
	privacy: privacyClass.optional(),
});

export type Fact = z.input<typeof factSchema>;

/**
 * One value of one attribute of one entity, from one source at one time. Never changed: a newer one
 * supersedes it, and a retraction is another row.
 */
export interface Observation {
	/** `<seq>-<position>`: when it was learned, and the place within that write. */
	id: string;
	/** The entity that it was recorded for, whatever that was merged into later. */
	entityId: string;
	attribute: string;
	value: unknown;
	source: string;
	/** What of the source it was read from: a record, an event, a page. */
	sourceRef?: string;
	method: Method;
	confidence: number;
	licence: string;
	privacy: PrivacyClass;
	/** When it held; unknown if absent. */
	heldFrom?: string;
	heldTo?: string;
	/** When the source saw it. */
	observedAt: string;
	/** When the graph learned it. */
	learnedAt: string;
}

/** Says of an observation that it was wrong from the beginning. The observation stays, and does not count. */
export interface Retraction {
	observationId: string;
	reason: string;
	actor: string;
	at: string;
}
