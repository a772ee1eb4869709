import { z } from '../../third-party/zod';
import { entityType } from '../model/entity';
import { type Identifier, identifierSchema } from '../model/identifier';

/** Who or what is meant: by the id of the graph, or by anything that tells it. */
export const subjectSchema = z
	.strictObject({
		id: z.string().optional(),
		type: entityType.optional(),
		email: z.string().optional(),
		domain: z.string().optional(),
		linkedin: z.string().optional(),
		phone: z.string().optional(),
		identifiers: z.array(identifierSchema).max(50).optional(),
	})
	.refine(
		({ type: _, ...told }) => Object.values(told).some((value) => value?.length),
		'has no identifier. Add an id, an email, a domain, a LinkedIn URL or another identifier',
	);

export type Subject = z.input<typeof subjectSchema>;

/** Everything that a subject is told by, besides the graph's own id. */
export function identifiersOf({
	email,
	domain,
	linkedin,
	phone,
	identifiers = [],
}: Subject): Identifier[] {
	const named = Object.entries({ email, domain, linkedin, phone }).flatMap(([kind, value]) =>
		value === undefined || value.trim() === '' ? [] : [{ kind, value }],
	);
	return [...named, ...identifiers];
}
