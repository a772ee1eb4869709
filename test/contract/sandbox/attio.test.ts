import type { HttpMethod, Query } from '../../../src/gtm/http/http-port';
import { checkedPort } from '../gtm/openapi/checked-port';
import type { Deviation } from '../gtm/openapi/spec';
import { describeContract } from '../gtm/openapi/specs';
import { fetchPort, openSandbox } from '../gtm/sandbox-port';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: '*',
		in: 'response',
		problem: /body\/code must be equal to one of the allowed values/,
		reason:
			'The specification names one or two codes of status 400 for an operation; Attio has more, such as uniqueness_conflict.',
	},
];

interface Shown {
	data: {
		id: { record_id: string; entry_id: string; note_id: string; task_id: string };
		values: Record<string, Array<Record<string, unknown>>>;
	};
}

describeContract('attio', DEVIATIONS, (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let problems: readonly string[];
	let call: (
		method: HttpMethod,
		path: string,
		options?: { query?: Query; body?: unknown },
	) => Promise<{ status: number; body: unknown }>;

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		const headers = { authorization: 'Bearer sandbox-attio' };
		const baseUrl = opened.baseUrl('attio');
		const checked = checkedPort(fetchPort({ headers }), spec(), baseUrl);
		problems = checked.problems;
		call = (method, path, options = {}) =>
			checked.port({ method, url: `${baseUrl}${path}`, timeoutMs: 5_000, ...options });
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	const find = async (object: string, filter: object): Promise<Array<Shown['data']>> => {
		const { body } = await call('POST', `/v2/objects/${object}/records/query`, {
			body: { filter },
		});
		return (body as { data: Array<Shown['data']> }).data;
	};

	const person = async () => {
		const { email } = opened.sandbox.world.examples.person;
		const [found] = await find('people', { email_addresses: email });
		if (found === undefined) throw new Error('the example is not there');
		return found;
	};

	const assert = async (object: string, attribute: string, values: object) =>
		await call('PUT', `/v2/objects/${object}/records`, {
			query: { matching_attribute: attribute },
			body: { data: { values } },
		});

	test('people are found by what they are called and where they work', async () => {
		const { person: example, account } = opened.sandbox.world.examples;
		const [company] = await find('companies', { domains: { domain: { $eq: account.domain } } });
		const found = await find('people', {
			$and: [
				{ name: { last_name: { $starts_with: example.lastName.slice(0, 3) } } },
				{ company: { target_record_id: { $eq: company?.id.record_id } } },
			],
		});
		expect(found.map(({ id }) => id.record_id)).toContain((await person()).id.record_id);
		expect(company?.values.team?.map((each) => each.target_record_id)).toContain(
			found[0]?.id.record_id,
		);
	});

	test('records are sorted and paged', async () => {
		const sorts = [{ attribute: 'name', field: 'last_name', direction: 'desc' }];
		const query = async (offset: number) => {
			const body = { sorts, limit: 2, offset };
			const answer = await call('POST', '/v2/objects/people/records/query', { body });
			return (answer.body as { data: Array<Shown['data']> }).data;
		};
		const names = [...(await query(0)), ...(await query(2))].map(
			({ values }) => values.name?.[0]?.last_name,
		);
		expect(names).toEqual(names.toSorted().reverse());
	});

	test('an assert makes a record once, and adds to the attribute that it matched by', async () => {
		const values = {
			domains: ['fresh-field.example'],
			name: 'Fresh Field',
			employee_range: '11-50',
		};
		const first = (await assert('companies', 'domains', values)).body as Shown;
		const again = { domains: ['fresh-field.example', 'fresh.example'], name: 'Freshfield' };
		const second = (await assert('companies', 'domains', again)).body as Shown;
		expect(second.data.id).toEqual(first.data.id);
		expect(second.data.values).toMatchObject({
			name: [{ value: 'Freshfield' }],
			domains: [{ domain: 'fresh-field.example' }, { domain: 'fresh.example' }],
			employee_range: [{ option: { title: '11-50' } }],
		});
		const only = (await assert('companies', 'domains', { domains: ['fresh.example'] }))
			.body as Shown;
		expect(only.data.values.domains).toHaveLength(2);
	});

	test('a change by PATCH adds to several values, one by PUT replaces them', async () => {
		const { id } = await person();
		const path = `/v2/objects/people/records/${id.record_id}`;
		const body = { data: { values: { email_addresses: ['second@mailbox.example'] } } };
		const patched = (await call('PATCH', path, { body })).body as Shown;
		expect(patched.data.values.email_addresses).toHaveLength(2);
		expect(patched.data.values.email_addresses?.[0]).toMatchObject({
			email_address: 'second@mailbox.example',
		});
		const put = (await call('PUT', path, { body })).body as Shown;
		expect(put.data.values.email_addresses).toHaveLength(1);
	});

	test('the stages of a deal are kept, newest first', async () => {
		const { deal } = opened.sandbox.world.examples;
		const [found] = await find('deals', { name: deal.name });
		const path = `/v2/objects/deals/records/${found?.id.record_id}`;
		await call('PATCH', path, { body: { data: { values: { stage: 'Lost' } } } });
		const { body } = await call('GET', `${path}/attributes/stage/values`, {
			query: { show_historic: true },
		});
		const history = (body as { data: Array<{ status: { title: string }; active_until: unknown }> })
			.data;
		expect(history).toHaveLength(deal.history.length + 1);
		expect(history[0]).toMatchObject({ status: { title: 'Lost' }, active_until: null });
		expect(history[1]?.active_until).not.toBeNull();
	});

	test('what cannot be written is refused by name, and nothing is written', async () => {
		const { email } = opened.sandbox.world.examples.person;
		const make = (object: string, values: object) =>
			call('POST', `/v2/objects/${object}/records`, { body: { data: { values } } });
		expect(await make('people', { email_addresses: [email] })).toMatchObject({
			status: 400,
			body: { code: 'uniqueness_conflict' },
		});
		expect(await make('deals', { name: 'No stage' })).toMatchObject({
			body: { code: 'missing_value' },
		});
		expect(await make('people', { nonsense: 1 })).toMatchObject({
			body: { code: 'value_not_found' },
		});
		expect(await make('people', { lead_status: 'MAYBE' })).toMatchObject({ status: 400 });
		expect(await make('animals', { name: 'Rex' })).toMatchObject({ status: 404 });
		const [colleague] = await find('people', {
			email_addresses: opened.sandbox.world.examples.colleague.email,
		});
		const taken = { email_addresses: [email, 'x@y.example'] };
		const { record_id } = colleague?.id ?? { record_id: '' };
		const path = `/v2/objects/people/records/${record_id}`;
		expect(await call('PATCH', path, { body: { data: { values: taken } } })).toMatchObject({
			status: 400,
		});
		expect(await find('people', { email_addresses: 'x@y.example' })).toEqual([]);
	});

	test('notes and tasks hang on a record', async () => {
		const { record_id: id } = (await person()).id;
		const note = {
			parent_object: 'people',
			parent_record_id: id,
			title: 'T',
			format: 'plaintext',
			content: 'C',
		};
		const made = (await call('POST', '/v2/notes', { body: { data: note } })).body as Shown;
		const query = { parent_object: 'people', parent_record_id: id, limit: 50 };
		const { body } = await call('GET', '/v2/notes', { query });
		expect((body as { data: unknown[] }).data).toContainEqual(made.data);
		const task = {
			content: 'Call',
			format: 'plaintext',
			deadline_at: '2026-12-01T09:00:00Z',
			is_completed: false,
			linked_records: [{ target_object: 'people', target_record_id: id }],
			assignees: [{ workspace_member_email_address: opened.sandbox.world.users[0]?.email }],
		};
		const { data } = (await call('POST', '/v2/tasks', { body: { data: task } })).body as Shown;
		const done = await call('PATCH', `/v2/tasks/${data.id.task_id}`, {
			body: { data: { is_completed: true } },
		});
		expect(done).toMatchObject({
			body: { data: { is_completed: true, linked_records: [{ target_record_id: id }] } },
		});
	});

	test('a record enters a list once by PUT, and only a list of its kind', async () => {
		const { record_id: id } = (await person()).id;
		const enter = (list: string) =>
			call('PUT', `/v2/lists/${list}/entries`, {
				body: { data: { parent_object: 'people', parent_record_id: id, entry_values: {} } },
			});
		const first = await enter('outbound_queue');
		expect(await enter('outbound_queue')).toEqual(first);
		expect(await enter('target_accounts')).toMatchObject({ status: 400 });
		expect(await call('GET', `/v2/objects/people/records/${id}/entries`)).toMatchObject({
			body: { data: [{ list_api_slug: 'outbound_queue' }] },
		});
		expect(await call('GET', '/v2/lists')).toMatchObject({ status: 200 });
	});

	test('the workspace tells its objects, attributes, options, members and key', async () => {
		for (const path of [
			'/v2/objects',
			'/v2/objects/people',
			'/v2/objects/people/attributes',
			'/v2/objects/people/attributes/lead_status',
			'/v2/objects/people/attributes/lead_status/options',
			'/v2/objects/deals/attributes/stage/statuses',
			'/v2/workspace_members',
			'/v2/self',
			'/v2/tasks',
		]) {
			expect(await call('GET', path)).toMatchObject({ status: 200 });
		}
	});

	test('too many writes in a second are refused with the date of the next', async () => {
		opened.sandbox.settings.limits = 0.04;
		const write = () => assert('companies', 'domains', { domains: ['a-b.example'] });
		const statuses = [(await write()).status, (await write()).status, (await write()).status];
		expect(statuses).toContain(429);
		opened.sandbox.settings.limits = 'off';
	});
});
