import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { refused } from './errors.ts';
import type { SmartleadState } from './state.ts';

const on = routesOf<SmartleadState>();

/** A list, of those whose entry holds the text. Gives one unless asked for more. */
const blockList = on('GET', '/api/v1/leads/get-domain-block-list', ({ query }, { state }) => {
	const limit = readCount(query.get('limit'), { fallback: 1, least: 1, most: 100 });
	const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
	if (limit === undefined || offset === undefined) throw refused(422, 'Invalid limit or offset');
	const wanted = query.get('filter_email_or_domain')?.toLowerCase() ?? '';
	const entries = [...state.blocked].filter((entry) => entry.includes(wanted));
	return answer(
		200,
		pageOf(entries, offset, limit).items.map((entry) => ({
			id: [...state.blocked].indexOf(entry) + 1,
			email_or_domain: entry,
			created_at: '2026-01-05T09:00:00.000Z',
			source: 'manual',
			client_id: null,
		})),
	);
});

const block = on('POST', '/api/v1/leads/add-domain-block-list', ({ body }, { state }) => {
	const { domain_block_list: values } = isRecord(body) ? body : {};
	if (!Array.isArray(values)) throw refused(422, '"domain_block_list" is required');
	for (const value of values) state.blocked.add(String(value).toLowerCase());
	return answer(200, { ok: true, uploadCount: values.length, totalDomainAdded: values.length });
});

export const blockRoutes = [block, blockList];
