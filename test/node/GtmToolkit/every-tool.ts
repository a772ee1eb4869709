import type { VendorCategory } from '../../../src/gtm/vendors/vendor';
import { type World } from '../../../sandbox/world/world.ts';
import { someone } from '../GtmSequencer/people-in-sequences';

/** What a tool answers with. */
export interface Answer {
	status?: string;
	record?: unknown;
	/** Of one that is pending. */
	handle?: string;
	retry?: { afterMs?: number };
	/** What it said instead of data. */
	refusal?: string;
}

/** A ready server, as somebody uses it who has read its list of tools. */
export interface Caller {
	vendor: string;
	world: World;
	call(name: string, args: Record<string, unknown>): Promise<Answer>;
	/** Waits as an answer says, on the clock of the server. */
	wait(ms: number): Promise<void>;
	/** Whether there is a tool, and the kind of it. */
	has(name: string, kind?: string): boolean;
}

/** Calls every tool of a server, each kind of it, with what the answers before told. */
export type Walk = (caller: Caller) => Promise<void>;

const DAY_MS = 86_400_000;

function firstOf({ record }: Answer): Record<string, unknown> {
	const [first] = Array.isArray(record) ? (record as unknown[]) : [record];
	if (typeof first === 'object' && first !== null) return first as Record<string, unknown>;
	throw new Error(`There is no record: ${JSON.stringify(record)}`);
}

const idOf = (answer: Answer) => String(firstOf(answer).id);

/** What starts an automation of each CRM: a list, a flow, a stage. */
const AUTOMATIONS: Readonly<Record<string, { workflow: string; entity: string }>> = {
	attio: { workflow: 'outbound_queue', entity: 'contact' },
	hubspot: { workflow: '501', entity: 'contact' },
	pipedrive: { workflow: '4', entity: 'deal' },
	salesforce: { workflow: 'Start_Onboarding', entity: 'contact' },
};

const crm: Walk = async ({ vendor, world, call, has }) => {
	const { person, account, deal } = world.examples;
	const where = (field: string, value: string) => ({
		conditions: [{ field, operator: 'eq', value }],
	});
	const contact = idOf(
		await call('search_records', { kind: 'contact', ...where('email', person.email) }),
	);
	await call('search_records', { kind: 'company', ...where('domain', account.domain) });
	const dealId = idOf(await call('search_records', { kind: 'deal', ...where('name', deal.name) }));
	await call('get_record', { kind: 'contact', email: person.email });
	await call('get_record', { kind: 'company', domain: account.domain });
	await call('get_record', { kind: 'deal', id: dealId });
	const companyId = idOf(await call('get_record', { kind: 'company', domain: account.domain }));
	const ids: Record<string, string> = { contact, company: companyId, deal: dealId };
	for (const [kind, id] of Object.entries(ids)) {
		if (has('record_history', kind)) await call('record_history', { kind, id });
		await call('list_fields', { entity: kind });
	}
	await call('list_owners', {});
	await call('save_record', {
		kind: 'contact',
		values: { email: `walk@${vendor}.example`, firstName: 'Walk', lastName: 'Through' },
	});
	await call('save_record', {
		kind: 'company',
		values: { domain: `${vendor}.example`, name: 'W' },
	});
	await call('save_record', { kind: 'deal', id: dealId, values: { name: `${deal.name} 2` } });
	for (const kind of ['note', 'task', 'call', 'email', 'meeting']) {
		if (!has('log_activity', kind)) continue;
		await call('log_activity', {
			kind,
			subject: `A ${kind}`,
			body: 'Told by a model',
			contactIds: [contact],
			...((kind === 'call' || kind === 'meeting') && { durationMinutes: 30 }),
			...((kind === 'call' || kind === 'email') && { direction: 'outbound' }),
		});
	}
	const { entity = '', ...automation } = AUTOMATIONS[vendor] ?? {};
	await call('trigger_workflow', { ...automation, entity, recordId: ids[entity] });
};

/** Some vendors answer later: then the same is asked with the handle, as often as it says, until it is there. */
async function settled(
	{ call, wait }: Caller,
	name: string,
	args: Record<string, unknown>,
): Promise<Answer> {
	let answer = await call(name, args);
	while (answer.status === 'pending') {
		await wait(answer.retry?.afterMs ?? 0);
		answer = await call(name, { ...args, handle: answer.handle });
	}
	return answer;
}

const enrichment: Walk = async (caller) => {
	const { world, call, has } = caller;
	const { person, account } = world.examples;
	const { domain, name } = account;
	const { firstName, lastName, email } = person;
	if (has('credit_balance')) await call('credit_balance', {});
	if (has('enrich_person')) {
		await settled(caller, 'enrich_person', { email, firstName, lastName, domain });
	}
	if (has('enrich_company')) await settled(caller, 'enrich_company', { domain });
	if (has('list_signals')) {
		await call('list_signals', { domain, companyName: name, kinds: ['news', 'funding', 'hiring'] });
	}
	if (has('verify_email')) await settled(caller, 'verify_email', { email });
	const record = { email, title: 'vp sales', country: 'Germany' };
	await call('check_record', { entity: 'contact', record });
	await call('standardize_record', { entity: 'contact', record });
};

const sequencer: Walk = async ({ vendor, world, call, has }) => {
	const idsByKey = async (key: string) => {
		const { name } = world.sequences.find((sequence) => sequence.key === key) ?? {};
		const { record } = await call('list_sequences', { limit: 100 });
		const found = (record as Array<{ id: string; name: string }>).find((one) => one.name === name);
		if (!found) throw new Error(`${vendor} has no sequence ${name}`);
		return found.id;
	};
	const active = someone(world, 'active');
	const sequenceId = await idsByKey(active.enrollment.sequenceKey);
	const { email } = active.person;
	await call('get_sequence', { sequenceId });
	await call('sequence_statistics', { sequenceId });
	await call('engagement_history', { email });
	await call('get_enrollment', { sequenceId, email });
	const held = { sequenceId, email };
	if (has('pause_enrollment')) await call('pause_enrollment', held);
	if (has('resume_enrollment')) await call('resume_enrollment', held);
	await call('stop_enrollment', held);
	const { newcomer } = world.examples;
	const enroll = {
		sequenceId,
		// Whom one sequencer holds, the next one must not get.
		email: `${vendor}.${newcomer.email}`,
		contact: { firstName: newcomer.firstName, lastName: newcomer.lastName },
	};
	const { refusal } = await call('enroll_contact', enroll);
	// Who has several mailboxes is told which.
	const [, senderId] = /as senderId: (\S+)/.exec(refusal ?? '') ?? [];
	if (senderId !== undefined) await call('enroll_contact', { ...enroll, senderId });
	if (has('update_message', 'step') || has('update_message')) {
		await call('update_message', {
			...(has('update_message', 'step') && { kind: 'step' }),
			sequenceId,
			step: '1',
			subject: 'A better subject',
		});
	}
	if (has('list_templates')) {
		const templateId = idOf(await call('list_templates', {}));
		await call('get_template', { templateId });
		await call('update_message', { kind: 'template', templateId, subject: 'Another subject' });
	}
	const who = 'never@nobody.example';
	await call('suppress', { who, reason: 'unsubscribed' });
	await call('check_suppression', { who });
};

const analytics: Walk = async ({ vendor, world, call, has }) => {
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	const window = { from: day(world.asOf - 60 * DAY_MS), to: day(world.asOf) };
	const named = (name: string) => (vendor === 'ga4' ? name.replaceAll(' ', '_') : name);
	const event = named('workflow run');
	await call('query_metric', { event, ...window });
	if (has('query_funnel')) {
		const funnel =
			vendor === 'mixpanel'
				? { savedFunnelId: '7509' }
				: { steps: [named('signed in'), event], withinHours: 24 * 30 };
		await call('query_funnel', { ...funnel, ...window });
	}
	const [used] = world.usage.filter(({ at }) => at >= window.from);
	const person = world.lookup.person.get(used?.personKey ?? '');
	const account = world.lookup.account.get(used?.accountKey ?? '');
	if (has('product_usage', 'account')) {
		await call('product_usage', { kind: 'account', domain: account?.domain, ...window });
	}
	if (has('product_usage', 'person')) {
		await call('product_usage', { kind: 'person', email: person?.email, ...window });
	}
	await call('make_report', { title: 'Use', lines: [{ label: 'Runs', event }], ...window });
	const rule = { event, condition: 'above', threshold: 1, ...window };
	await call('check_alert', { name: 'once', ...rule });
	await call('set_alert', { name: 'runs', ...rule });
	await call('check_alerts', {});
	await call('remove_alert', { name: 'runs' });
};

/** By kind of server. */
export const WALKS: Readonly<Record<VendorCategory, Walk>> = {
	crm,
	enrichment,
	sequencer,
	analytics,
};

interface ListedTool {
	name: string;
	inputSchema: { properties?: Record<string, { enum?: string[] }> };
}

/** All tools, with each kind that they have: `get_record contact`. */
export function kindsOf(tools: readonly ListedTool[]): string[] {
	return tools.flatMap(({ name, inputSchema }) => {
		const kinds = inputSchema.properties?.kind?.enum;
		return kinds ? kinds.map((kind) => `${name} ${kind}`) : [name];
	});
}
