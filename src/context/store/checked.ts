import type { z, ZodType } from '../../third-party/zod';

/**
 * What was given, as its schema takes it.
 *
 * @throws RangeError naming the member that is wrong and why
 */
export function checked<Schema extends ZodType>(schema: Schema, given: unknown): z.output<Schema> {
	const read = schema.safeParse(given);
	if (read.success) return read.data;
	const [first] = read.error.issues;
	const place = first?.path.join('.') ?? '';
	const message = first?.message ?? 'cannot be read';
	throw new RangeError(place === '' ? `This ${lower(message)}` : `${place}: ${lower(message)}`);
}

function lower(message: string): string {
	return message.charAt(0).toLowerCase() + message.slice(1);
}
