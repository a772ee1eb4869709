import { z } from '../../../third-party/zod';

/** How the value of a row is compared with what is known. */
export const TESTS = [
	'is',
	'is_one_of',
	'contains',
	'at_least',
	'at_most',
	'known',
	'yes',
] as const;

export type Test = (typeof TESTS)[number];

/** Forms and tables write numbers as text, and leave empty what they do not need. */
const emptyAsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value);

const points = z.preprocess(emptyAsAbsent, z.coerce.number().min(-100).max(100).default(0));

/**
 * One row of a rubric: what is looked at, what it is compared with, and what it is worth. Rows about the
 * same thing are alternatives: the best one counts.
 */
export const rubricRowSchema = z.object({
	id: z
		.string()
		.regex(/^[a-z][a-z0-9_.]{0,59}$/, 'is not an id such as icp.industry')
		.describe('By which a reason names the row'),
	part: z.enum(['fit', 'intent', 'disqualifier']),
	about: z
		.string()
		.regex(
			/^(?:contact|account)\.[A-Za-z][A-Za-z0-9_]{0,39}$|^signal\.[a-z][a-z0-9_]{0,39}$|^event\.[a-z][a-z0-9_.]{0,59}$|^email\.kind$|^question\.[a-z0-9_]{1,40}$|^check\.[a-z_]{1,40}$/,
			'is not like contact.title, account.industry, signal.funding, event.form.submitted, email.kind, question.budget or check.customer',
		),
	test: z.preprocess(emptyAsAbsent, z.enum(TESTS).default('known')),
	value: z.preprocess(
		emptyAsAbsent,
		z
			.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))])
			.optional(),
	),
	points,
	/** An intent row loses half of its points in this time; for events, whose strength is not known. */
	halfLifeDays: z.preprocess(emptyAsAbsent, z.coerce.number().positive().optional()),
	text: z.preprocess(emptyAsAbsent, z.string().max(160).optional()),
});

export type RubricRow = z.infer<typeof rubricRowSchema>;

export const rubricSettingsSchema = z.object({
	version: z.string().max(60).default('1'),
	/** Share of fit in the score; the rest is intent. */
	fitShare: z.number().min(0).max(1).default(0.6),
	/** Lowest score of each tier. */
	tiers: z.object({ A: z.number(), B: z.number(), C: z.number() }).default({ A: 80, B: 60, C: 40 }),
	/** Below it nothing is decided on the score alone, 0 to 1. */
	leastConfidence: z.number().min(0).max(1).default(0.4),
	/** Below it nobody is routed to sales, however well they fit. */
	leastIntent: z.number().min(0).max(100).default(20),
	/** What the intent can reach with signals of one kind alone. */
	oneKindCap: z.number().min(0).max(100).default(69),
	ownDomains: z.array(z.string()).default([]),
});

export type RubricSettings = z.infer<typeof rubricSettingsSchema>;

export interface Rubric extends RubricSettings {
	rows: readonly RubricRow[];
}

const MOST_ROWS = 200;

/** A Data Table of n8n has an `id` of its own, which counts its rows: there the name is in `code`. */
function named(row: unknown): unknown {
	const { code } = (row ?? {}) as { code?: unknown };
	return typeof code === 'string' && code !== '' ? { ...(row as object), id: code } : row;
}

/**
 * @param rows as a table has them; members that are not of a row are ignored
 * @throws RangeError that names the row and what is wrong with it
 */
export function readRubric(rows: readonly unknown[], settings: unknown = {}): Rubric {
	if (rows.length === 0) throw new RangeError('the rubric has no rows. Add at least one of fit.');
	if (rows.length > MOST_ROWS) {
		throw new RangeError(`the rubric has ${rows.length} rows; ${MOST_ROWS} are allowed`);
	}
	const read = rows.map((row, index) => {
		const parsed = rubricRowSchema.safeParse(named(row));
		if (parsed.success) return parsed.data;
		throw new RangeError(`row ${index + 1} of the rubric: ${firstProblem(parsed.error)}`);
	});
	const ids = read.map(({ id }) => id);
	const twice = ids.find((id, index) => ids.indexOf(id) !== index);
	if (twice !== undefined) throw new RangeError(`two rows of the rubric have the id ${twice}`);
	const parsed = rubricSettingsSchema.safeParse(settings);
	if (!parsed.success) {
		throw new RangeError(`the settings of the rubric: ${firstProblem(parsed.error)}`);
	}
	return { ...parsed.data, rows: read };
}

export function firstProblem(error: z.ZodError): string {
	const [issue] = error.issues;
	const place = issue?.path.join('.') ?? '';
	return place === '' ? (issue?.message ?? 'is not readable') : `${place} ${issue?.message ?? ''}`;
}
