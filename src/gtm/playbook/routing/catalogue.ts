import { z } from '../../../third-party/zod';
import { firstProblem } from '../rubric/rubric';

const emptyAsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value);

/** A list, or one text with commas between, as a cell of a table has it; empty: all. */
const list = z.preprocess(
	(value) =>
		typeof value === 'string'
			? value
					.split(',')
					.map((one) => one.trim())
					.filter((one) => one !== '')
			: (value ?? []),
	z.array(z.string()),
);

const bool = z.preprocess(
	(value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : value),
	z.boolean().default(true),
);

/** One sequence, and who belongs in it. */
export const sequenceRowSchema = z.object({
	sequenceId: z.coerce.string().min(1),
	provider: z.string().min(1),
	name: z.preprocess(emptyAsAbsent, z.string().optional()),
	active: bool,
	/** Words of titles; all if empty. */
	personas: list,
	/** ISO codes. */
	countries: list,
	languages: list,
	tiers: list,
	/** How many more people it takes today; unlimited if empty. */
	capacityLeft: z.preprocess(emptyAsAbsent, z.coerce.number().optional()),
	/** The email channel needs an address of work that is not undeliverable. */
	channel: z.preprocess(emptyAsAbsent, z.string().default('email')),
});

export type SequenceRow = z.infer<typeof sequenceRowSchema>;

const MOST_ROWS = 500;

/** @throws RangeError that names the row */
export function readCatalogue(rows: readonly unknown[]): SequenceRow[] {
	if (rows.length > MOST_ROWS) {
		throw new RangeError(`the catalogue has ${rows.length} sequences; ${MOST_ROWS} are allowed`);
	}
	return rows.map((row, index) => {
		const parsed = sequenceRowSchema.safeParse(row);
		if (parsed.success) return parsed.data;
		throw new RangeError(`sequence ${index + 1} of the catalogue: ${firstProblem(parsed.error)}`);
	});
}
