import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { refused } from './errors.ts';
import { ACTIVITIES, contactIdOf, idOf, TEAM_ID } from './state.ts';
import type { Campaign, Lead, LemlistState } from './state.ts';

const on = routesOf<LemlistState>();

function show({ id, campaignId, contactId, email, isPaused, variables }: Lead) {
	return { ...variables, email, _id: id, isPaused, campaignId, contactId };
}

function leadOf(state: LemlistState, id: string): Lead {
	const lead = state.leads.get(id);
	if (lead === undefined) throw refused(404, 'Lead not found');
	return lead;
}

export function campaignOf(state: LemlistState, id: string): Campaign {
	const campaign = state.campaigns.get(id);
	if (campaign === undefined) throw refused(404, 'Campaign not found');
	return campaign;
}

/** By address the first lead comes, whatever its campaign. */
const read = on('GET', '/api/leads', ({ query }, { state }) => {
	const [id, email] = [query.get('id'), query.get('email')];
	if (id !== null) return answer(200, show(leadOf(state, id)));
	const [lead] = state.leads.find('email', email?.toLowerCase() ?? '');
	if (lead === undefined) throw refused(404, 'Lead not found');
	return answer(200, show(lead));
});

function showContact(state: LemlistState, named: string) {
	const leads = named.includes('@')
		? state.leads.find('email', named.toLowerCase())
		: state.leads.find('contact', named);
	const [first] = leads;
	if (first === undefined) return undefined;
	return {
		_id: first.contactId,
		teamId: TEAM_ID,
		email: first.email,
		fields: first.variables,
		campaigns: leads.map(({ id, campaignId, state: leadState }) => ({
			campaignId,
			campaignState: state.campaigns.get(campaignId)?.status ?? 'archived',
			leadState,
			leadId: id,
		})),
		unsubscribed: leads.some(({ email }) => state.unsubscribed.has(email)),
	};
}

const contact = on('GET', '/api/contacts/{idOrEmail}', ({ params }, { state }) => {
	const shown = showContact(state, params.idOrEmail);
	if (shown === undefined) throw refused(404, 'Contact not found');
	return answer(200, shown);
});

/** Those that are named, as a bare list; who is not there is left out. */
const contacts = on('GET', '/api/contacts', ({ query }, { state }) => {
	const named = query.get('idsOrEmails')?.split(',') ?? [];
	if (named.length === 0 || named.length > 100) throw refused(400, 'Invalid idsOrEmails');
	return answer(
		200,
		named.flatMap((one) => showContact(state, one) ?? []),
	);
});

function toLead(state: LemlistState, { reviews, id: campaignId }: Campaign, call: AnyCall): Lead {
	const body = isRecord(call.body) ? call.body : {};
	const email = textOf(body.email ?? '').toLowerCase();
	state.made += 1;
	const { email: _email, ...variables } = body;
	return {
		id: idOf('lea', `made ${state.made}`),
		campaignId,
		contactId: contactIdOf(email),
		email,
		state: reviews ? 'review' : 'scanned',
		isPaused: false,
		variables: Object.fromEntries(
			Object.entries(variables).map(([name, value]) => [name, textOf(value)]),
		),
		engagement: [],
	};
}

/** Adds whoever is asked for, unsubscribed or not. */
const add = on('POST', '/api/campaigns/{campaignId}/leads/', (call, { state }) => {
	const campaign = campaignOf(state, call.params.campaignId);
	const lead = toLead(state, campaign, call);
	if (!lead.email.includes('@')) throw refused(400, 'Invalid email');
	const known = state.leads.find('email', lead.email);
	if (known.some(({ campaignId }) => campaignId === campaign.id)) {
		throw refused(409, 'Lead already in the campaign');
	}
	if (call.query.get('deduplicate') === 'true' && known.length > 0) {
		throw refused(409, 'Lead already in other campaigns');
	}
	state.leads.put(lead, call.at);
	return answer(200, { campaignName: campaign.name, ...show(lead) });
});

/** Leads of the same person, in one campaign if it is named. */
function siblings(state: LemlistState, { contactId }: Lead, campaignId: string | null): Lead[] {
	return state.leads
		.find('contact', contactId)
		.filter((lead) => campaignId === null || lead.campaignId === campaignId);
}

const pause = on('POST', '/api/leads/pause/{leadId}', ({ params, query, at }, { state }) => {
	const leads = siblings(state, leadOf(state, params.leadId), query.get('campaignId'));
	return answer(
		200,
		leads.map((lead) => show(state.leads.put({ ...lead, isPaused: true }, at))),
	);
});

const start = on('POST', '/api/leads/start/{leadId}', ({ params, at }, { state }) => {
	const lead = leadOf(state, params.leadId);
	return answer(200, [show(state.leads.put({ ...lead, isPaused: false }, at))]);
});

const launch = on('POST', '/api/leads/review/{leadId}', ({ params, at }, { state }) => {
	const lead = leadOf(state, params.leadId);
	if (lead.state !== 'review') throw refused(400, 'Lead already reviewed');
	return answer(200, show(state.leads.put({ ...lead, state: 'scanned' }, at)));
});

const remove = on(
	'DELETE',
	'/api/campaigns/{campaignId}/leads/{leadId}',
	({ params, query, at }, { state }) => {
		const lead = leadOf(state, params.leadId);
		if (lead.campaignId !== params.campaignId) throw refused(404, 'Lead not found');
		if (query.get('action') === 'remove') state.leads.remove(lead.id, at);
		else {
			state.leads.put({ ...lead, state: ACTIVITIES.unsubscribed }, at);
			state.unsubscribed.set(lead.email, { source: 'api' });
		}
		return answer(200, show(lead));
	},
);

const unsubscribed = on(
	'GET',
	'/api/v2/unsubscribes/variables/{value}',
	({ params }, { state }) => {
		const entry = state.unsubscribed.get(params.value.toLowerCase());
		if (entry === undefined) throw refused(404, 'Unsubscribe not found');
		const { value } = params;
		return answer(200, { _id: idOf('uns', value), value, variable: value, source: entry.source });
	},
);

const allUnsubscribed = on('GET', '/api/v2/unsubscribes/variables', ({ query }, { state }) => {
	const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 100 });
	const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
	if (limit === undefined || offset === undefined) throw refused(400, 'Invalid limit or offset');
	const entries = [...state.unsubscribed].map(([value, { source }]) => ({
		_id: idOf('uns', value),
		value,
		source,
		createdAt: '2026-01-05T09:00:00.000Z',
	}));
	return answer(200, pageOf(entries, offset, limit).items);
});

const unsubscribeMany = on('POST', '/api/v2/unsubscribes/variables', ({ body }, { state }) => {
	const values = isRecord(body) && Array.isArray(body.values) ? body.values : undefined;
	if (values === undefined) throw refused(400, 'No values');
	if (values.length > 10_000) throw refused(400, 'Maximum 10000 values allowed');
	for (const value of values.map((each) => textOf(each).toLowerCase())) {
		if (!state.unsubscribed.has(value)) state.unsubscribed.set(value, { source: 'api' });
	}
	// A text, as JSON.
	return answer(200, '"Variables unsubscribed"', { 'content-type': 'application/json' });
});

const activities = on('GET', '/api/activities', ({ query }, { state }) => {
	if (query.get('version') !== 'v2') throw refused(400, 'Version v2 is mandatory');
	const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 100 });
	const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
	if (limit === undefined || offset === undefined) throw refused(400, 'Invalid limit or offset');
	const [leadId, campaignId, type] = ['leadId', 'campaignId', 'type'].map((name) =>
		query.get(name),
	);
	const [since, until] = ['minDate', 'maxDate'].map((name) => Date.parse(query.get(name) ?? ''));
	const pool = leadId ? [state.leads.get(leadId)] : state.leads.all();
	const rows = pool
		.flatMap((lead) => (lead === undefined ? [] : activitiesOf(lead)))
		.filter((row) => !campaignId || row.campaignId === campaignId)
		.filter((row) => !type || row.type === type)
		.filter(({ createdAt }) => !(Date.parse(createdAt) < (since ?? NaN)))
		.filter(({ createdAt }) => !(Date.parse(createdAt) > (until ?? NaN)))
		.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
	return answer(200, pageOf(rows, offset, limit).items);
});

export function activitiesOf(lead: Lead) {
	return lead.engagement.map(({ type, at, step }, index) => ({
		_id: idOf('act', `${lead.id} ${index}`),
		type: ACTIVITIES[type],
		teamId: TEAM_ID,
		leadId: lead.id,
		leadEmail: lead.email,
		contactId: lead.contactId,
		campaignId: lead.campaignId,
		// From 0.
		sequenceStep: step - 1,
		createdAt: at,
	}));
}

export const leadRoutes = [
	read,
	contact,
	contacts,
	add,
	pause,
	start,
	launch,
	remove,
	unsubscribed,
	allUnsubscribed,
	unsubscribeMany,
	activities,
];
