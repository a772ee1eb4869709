import { hubspot } from '../../../../../src/gtm/vendors/hubspot/hubspot';
import { apolloEnrichment } from '../../../../../src/gtm/vendors/apollo/apollo';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { offeredTools } from '../../../../../src/gtm/toolkit/offered-tool';
import { LARGEST_PAGE } from '../../../../../src/gtm/toolkit/page';
import { runTool } from '../../../../../src/gtm/toolkit/run-tool';

const tools = [...offeredTools('crm', hubspot), ...offeredTools('enrichment', apolloEnrichment)];

function toolNamed(name: string) {
	const found = tools.find(({ tool }) => tool.name === name);
	if (!found) throw new Error(`There is no tool ${name}`);
	return found;
}

interface Setting {
	outcome?: Partial<Outcome>;
	fixed?: Record<string, unknown>;
	fields?: string[];
}

/** Calls a tool of a vendor that answers as the test says, and tells what it was asked. */
async function call(
	name: string,
	given: object,
	{ outcome = {}, fixed = {}, fields = [] }: Setting = {},
) {
	const asked: Array<{ operation: string; input: Record<string, unknown> }> = [];
	const end = await runTool(
		toolNamed(name),
		{ ...given },
		{
			fixed,
			fields,
			run: async (operation, input: Record<string, unknown>) => {
				asked.push({ operation: operation.name, input });
				return await Promise.resolve({ status: 'found', provider: 'hubspot', ...outcome });
			},
		},
	);
	return { end, asked };
}

const people = (count: number, title = 'CEO') =>
	Array.from({ length: count }, (_, at) => ({ id: `${at}`, title }));

describe('a tool of a ready server', () => {
	it('runs the operation of the kind that is asked for', async () => {
		const { end, asked } = await call(
			'get_record',
			{ kind: 'company', domain: 'ACME.com' },
			{ outcome: { record: { id: '1', name: 'Acme', custom: { x: 1 } }, requestId: 'r' } },
		);
		expect(asked).toEqual([{ operation: 'company.get', input: { domain: 'acme.com' } }]);
		expect(end).toEqual({
			kind: 'data',
			data: { status: 'found', provider: 'hubspot', record: { id: '1', name: 'Acme' } },
		});
	});

	it.each([
		['a kind that is none', 'get_record', { kind: 'lead', id: '1' }, 'contact, company, deal'],
		['no kind', 'get_record', { id: '1' }, 'kind must be one of'],
		['a member that does not fit', 'get_record', { kind: 'contact', email: 'x' }, 'email'],
		['nothing to look for', 'get_record', { kind: 'contact' }, 'Use an email or an ID'],
		['a page that is too large', 'search_records', { kind: 'deal', limit: 500 }, 'from 1 to 100'],
		['an offset below zero', 'search_records', { kind: 'deal', offset: -1 }, 'from 0 to'],
	])('asks nobody with %s, and says what to change', async (_, name, given, words) => {
		const { end, asked } = await call(name, given);
		expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining(words) });
		expect(end).toMatchObject({ message: expect.stringContaining(`of ${name}; nothing ran`) });
		expect(asked).toEqual([]);
	});

	it('gives only the fields that may leave', async () => {
		const record = { id: '1', email: 'a@acme.com', phone: '1' };
		const { end } = await call(
			'get_record',
			{ kind: 'contact', id: '1' },
			{ outcome: { record }, fields: ['email'] },
		);
		expect(end).toMatchObject({ data: { record: { email: 'a@acme.com' } } });
		expect(JSON.stringify(end)).not.toContain('phone');
	});

	it.each([
		[{ status: 'not_found' }, 'data'],
		[{ status: 'suppressed' }, 'data'],
		[{ status: 'pending', handle: 'h' }, 'data'],
		[{ status: 'forbidden' }, 'failed'],
		[{ status: 'upstream_error' }, 'failed'],
	] as Array<[Partial<Outcome>, string]>)('that ended as %j gives %s', async (outcome, kind) => {
		const reason = { code: 'x', message: 'The key lacks a scope.' };
		const { end } = await call(
			'get_record',
			{ kind: 'contact', id: '1' },
			{ outcome: { ...outcome, reason } },
		);
		expect(end.kind).toBe(kind);
		expect(JSON.stringify(end)).toContain('The key lacks a scope.');
	});

	it('says when to come back', async () => {
		const outcome = {
			status: 'rate_limited',
			reason: { code: 'x', message: 'Too many calls.' },
			retry: { advised: true, afterMs: 2_500 },
		} as const;
		const { end } = await call('get_record', { kind: 'contact', id: '1' }, { outcome });
		expect(end).toEqual({
			kind: 'failed',
			message:
				'rate_limited from HubSpot: Too many calls. Call again with the same arguments in 3 seconds.',
		});
	});
});

describe('a list of a ready server', () => {
	it('comes in pages, each of which says where the next begins', async () => {
		const given = { kind: 'contact', limit: 2, offset: 2 };
		const { end, asked } = await call('search_records', given, { outcome: { record: people(5) } });
		expect(asked[0]?.input).toMatchObject({ limit: 5 });
		expect(end).toMatchObject({
			data: { record: [{ id: '2' }, { id: '3' }], next_offset: 4 },
		});
	});

	it('ends with a page that names no next one', async () => {
		const given = { kind: 'contact', limit: 2, offset: 4 };
		const { end } = await call('search_records', given, { outcome: { record: people(5) } });
		expect(end).toEqual({
			kind: 'data',
			data: { status: 'found', provider: 'hubspot', record: [{ id: '4', title: 'CEO' }] },
		});
	});

	it('gives fewer at once where they are large, and none is passed over', async () => {
		const all = people(60, 'x'.repeat(1_000));
		const seen: unknown[] = [];
		let offset: number | undefined = 0;
		while (offset !== undefined) {
			const given = { kind: 'contact', limit: 50, offset };
			const { end } = await call('search_records', given, { outcome: { record: all } });
			const { record, next_offset } = (
				end as unknown as { data: { record: unknown[]; next_offset?: number } }
			).data;
			expect(JSON.stringify(record).length).toBeLessThan(LARGEST_PAGE + 1_000);
			seen.push(...record);
			offset = next_offset;
		}
		expect(seen).toEqual(all);
	});

	it('is one question where the vendor charges, whichever page is asked for', async () => {
		const given = { domain: 'acme.com', kinds: ['funding'] };
		const first = await call('list_signals', { ...given, limit: 5 });
		const second = await call('list_signals', { ...given, limit: 10, offset: 5 });
		expect(first.asked).toEqual(second.asked);
	});
});

describe('what the owner decides', () => {
	it('holds for every operation that has it, and is none of the arguments of the tool', async () => {
		const fixed = { perDay: 50 };
		const { asked } = await call('enrich_company', { domain: 'acme.com', perDay: 9 }, { fixed });
		expect(asked[0]?.input).toMatchObject({ perDay: 50 });
		const other = await call('get_record', { kind: 'contact', id: '1' }, { fixed });
		expect(other.asked[0]?.input).toEqual({ id: '1' });
	});
});
