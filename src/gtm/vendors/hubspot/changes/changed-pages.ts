import { serverTimeOf } from '../../../changes/change-feed';
import type { VendorClient } from '../../../http/vendor-client';
import { idOf, recordOf, recordsOf, textOf } from '../../../model/json';
import { search } from '../locate';
import { PAGE_MAX } from '../search-filter';

type Answer = Record<string, unknown>;

/** Which objects, and what HubSpot calls the moment of their last change. */
export interface Searched {
	name: string;
	modified: string;
	properties: readonly string[];
}

export interface AnswerPage {
	answers: Answer[];
	serverTime?: number;
}

/**
 * All objects that changed at `from` or later, oldest first. HubSpot sorts by one property, leaves open
 * how those stand that changed at once, and gives the first 10,000 of a search only: an import changes
 * more in one millisecond. So each page is a search of its own from where the last one ended, and
 * within a moment that fills a page it goes on by id.
 *
 * @see https://developers.hubspot.com/docs/api-reference/search/guide
 */
export async function* changedPages(
	client: VendorClient,
	searched: Searched,
	from: number,
): AsyncGenerator<AnswerPage> {
	const { modified } = searched;
	let begin = from;
	for (;;) {
		const page = await onePage(client, searched, modified, [filter(modified, 'GTE', begin)]);
		if (!page.isFull) {
			yield page;
			return;
		}
		const end = momentIn(page.answers.at(-1), modified);
		// Some that changed in the last moment may be on no page yet.
		const whole = page.answers.filter((answer) => momentIn(answer, modified) < end);
		if (whole.length > 0) {
			yield { ...page, answers: whole };
			begin = end;
		} else {
			yield* pagesOfMoment(client, searched, end);
			begin = end + 1;
		}
	}
}

async function* pagesOfMoment(
	client: VendorClient,
	searched: Searched,
	moment: number,
): AsyncGenerator<AnswerPage> {
	let last = '0';
	for (;;) {
		const page = await onePage(client, searched, 'hs_object_id', [
			filter(searched.modified, 'EQ', moment),
			filter('hs_object_id', 'GT', last),
		]);
		yield page;
		if (!page.isFull) return;
		last = idOf(page.answers.at(-1)?.id) ?? last;
	}
}

async function onePage(
	client: VendorClient,
	{ name, properties, modified }: Searched,
	sortedBy: string,
	filters: object[],
): Promise<AnswerPage & { isFull: boolean }> {
	const response = await search({ name }, client, {
		properties: [...new Set([...properties, modified])],
		filterGroups: [{ filters }],
		sorts: [{ propertyName: sortedBy, direction: 'ASCENDING' }],
		limit: PAGE_MAX,
		after: '0',
	});
	const body = recordOf(response.body);
	return {
		answers: recordsOf(body.results),
		isFull: textOf(recordOf(recordOf(body.paging).next).after) !== undefined,
		...serverTimeOf(response),
	};
}

function filter(propertyName: string, operator: string, value: number | string): object {
	return { propertyName, operator, value: String(value) };
}

/** When HubSpot says that it changed. */
export function momentIn(answer: Answer | undefined, modified: string): number {
	return Date.parse(textOf(recordOf(answer?.properties)[modified]) ?? '');
}
