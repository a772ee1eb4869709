import { uuidOf } from '../../world/slice.ts';
import type { Attribute, ObjectSlug } from './attributes.ts';

export const WORKSPACE_ID = uuidOf('attio', 'workspace');
export const TOKEN_ID = uuidOf('attio', 'token');

/** The actor of whatever the key does. */
export const TOKEN_ACTOR = { type: 'api-token', id: TOKEN_ID } as const;

export const objectIdOf = (slug: ObjectSlug): string => uuidOf('attio', `object ${slug}`);

export const attributeIdOf = (slug: ObjectSlug, attribute: string): string =>
	uuidOf('attio', `attribute ${slug} ${attribute}`);

/** The option or status of an attribute, by its title or id. */
export function optionOf(
	object: ObjectSlug,
	{ slug, type, options }: Attribute,
	reference: string,
) {
	const title = options.find(
		(each) => each === reference || uuidOf('attio', `option ${slug} ${each}`) === reference,
	);
	// Categories come from Attio's own enrichment and have no fixed list here.
	const known = title ?? (slug === 'categories' && reference !== '' ? reference : undefined);
	if (known === undefined) return undefined;
	const id = uuidOf('attio', `option ${slug} ${known}`);
	const ids = {
		workspace_id: WORKSPACE_ID,
		object_id: objectIdOf(object),
		attribute_id: attributeIdOf(object, slug),
	};
	return type === 'status'
		? {
				id: { ...ids, status_id: id },
				title: known,
				is_archived: false,
				celebration_enabled: known.startsWith('Won'),
				target_time_in_status: null,
			}
		: { id: { ...ids, option_id: id }, title: known, is_archived: false };
}
