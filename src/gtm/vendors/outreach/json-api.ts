import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import type { VendorRequest, VendorResponse } from '../../http/vendor-request';
import { idOf, isRecord, recordOf, recordsOf, textOf } from '../../model/json';

/** With any other type Outreach takes no body. @see https://jsonapi.org/format/1.0/#content-negotiation */
const MEDIA_TYPE = 'application/vnd.api+json';

/** A resource of JSON:API, with an id that is a text. */
export interface Resource {
	id: string;
	type: string;
	attributes: Record<string, unknown>;
	/** Ids of what it is related to, by the relationship's name. */
	related: Readonly<Record<string, readonly string[]>>;
}

export interface Document {
	data: Resource[];
	included: Resource[];
	/** The cursor of the next page. */
	next?: string;
}

/** Ids of Outreach are whole numbers; anything else could mean a list or a range in a filter. */
export function toId(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What one resource of a body refers to. */
export const reference = (type: string, id: number) => ({ data: { type, id } });

/**
 * @throws VendorError also for a success that is no document of JSON:API
 */
export async function sendDocument(
	client: VendorClient,
	request: Omit<VendorRequest, 'headers' | 'body'>,
	data?: Record<string, unknown>,
): Promise<Document> {
	const response = await client.send({
		...request,
		headers: { Accept: MEDIA_TYPE, ...(data && { 'Content-Type': MEDIA_TYPE }) },
		...(data && { body: { data } }),
	});
	return toDocument(client, response);
}

function toDocument(client: VendorClient, response: VendorResponse): Document {
	const { data, included, links } = recordOf(response.body);
	if (!Array.isArray(data) && !isRecord(data)) throw unreadable(client, response);
	const next = cursorOf(textOf(recordOf(links).next));
	return {
		data: recordsOf([data].flat()).flatMap(toResource),
		included: recordsOf(included).flatMap(toResource),
		...(next !== undefined && { next }),
	};
}

function toResource({ id, type, attributes, relationships }: Record<string, unknown>): Resource[] {
	const name = idOf(id);
	if (name === undefined) return [];
	const related = Object.entries(recordOf(relationships)).map(([relation, value]) => {
		const targets = recordsOf([recordOf(value).data].flat());
		return [relation, targets.flatMap((target) => idOf(target.id) ?? [])] as const;
	});
	return [
		{
			id: name,
			type: textOf(type) ?? '',
			attributes: recordOf(attributes),
			related: Object.fromEntries(related),
		},
	];
}

/** Of a link to the next page only its cursor is used: requests go to our own host alone. */
function cursorOf(link: string | undefined): string | undefined {
	const url = link === undefined ? null : URL.parse(link, 'https://api.outreach.io');
	return textOf(url?.searchParams.get('page[after]'));
}
