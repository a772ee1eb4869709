import { answer, isRecord, textOf } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Engagement } from '../../world/world.ts';
import { refused } from './errors.ts';
import type { Campaign, SmartleadState, Step } from './state.ts';

const on = routesOf<SmartleadState>();

function show({ id, name, status, createdAt }: Campaign) {
	return {
		id: Number(id),
		user_id: 1,
		name,
		status,
		created_at: createdAt,
		updated_at: createdAt,
		track_settings: [],
		client_id: null,
	};
}

const list = on('GET', '/api/v1/campaigns/', (_call, { state }) =>
	answer(200, state.campaigns.all().map(show)),
);

/** 200 with an empty object for a campaign that is not there. */
const read = on('GET', '/api/v1/campaigns/{campaignId}', ({ params }, { state }) => {
	const campaign = state.campaigns.get(params.campaignId);
	return answer(200, campaign === undefined ? {} : show(campaign));
});

function campaignOf(state: SmartleadState, id: string): Campaign {
	const campaign = state.campaigns.get(id);
	if (campaign === undefined) throw refused(404, 'Campaign not found');
	return campaign;
}

const steps = on('GET', '/api/v1/campaigns/{campaignId}/sequences', ({ params }, { state }) => {
	const campaign = campaignOf(state, params.campaignId);
	return answer(
		200,
		campaign.steps.map(({ days, variants, ...step }) => ({
			...step,
			email_campaign_id: Number(campaign.id),
			seq_delay_details: { delayInDays: days },
			sequence_variants: variants.length > 0 ? variants : null,
		})),
	);
});

function toStep(draft: unknown, index: number): Step {
	const {
		id,
		seq_number: number,
		seq_delay_details: delay,
		subject,
		email_body: body,
	} = isRecord(draft) ? draft : {};
	const days = isRecord(delay) ? delay.delay_in_days : undefined;
	if (typeof days !== 'number' || !Number.isInteger(days)) {
		throw refused(400, `"sequences[${index}].seq_delay_details.delay_in_days" is required`);
	}
	return {
		id: typeof id === 'number' ? id : 700_000 + index,
		seq_number: typeof number === 'number' ? number : index + 1,
		days,
		subject: textOf(subject ?? ''),
		email_body: textOf(body ?? ''),
		variants: [],
	};
}

/** Takes the place of all steps; not while the campaign runs. */
const save = on('POST', '/api/v1/campaigns/{campaignId}/sequences', (call, { state }) => {
	const campaign = campaignOf(state, call.params.campaignId);
	const { sequences } = isRecord(call.body) ? call.body : {};
	if (!Array.isArray(sequences)) throw refused(400, 'sequences array is required');
	if (campaign.status === 'ACTIVE') {
		throw refused(400, 'Cannot modify sequences while the campaign is ACTIVE');
	}
	const saved = sequences.map(toStep);
	state.campaigns.put({ ...campaign, steps: saved }, call.at);
	return answer(200, { ok: true, data: saved.map(({ id, seq_number }) => ({ id, seq_number })) });
});

/** Numbers come as texts. */
function analyticsOf(state: SmartleadState, campaign: Campaign, within: (at: string) => boolean) {
	const events = state.memberships
		.find('campaign', campaign.id)
		.map(({ engagement }) => engagement.filter(({ at }) => within(at)));
	const count = (type: Engagement['type']) =>
		String(events.flat().filter((event) => event.type === type).length);
	const unique = (type: Engagement['type']) =>
		String(events.filter((own) => own.some((event) => event.type === type)).length);
	return {
		id: Number(campaign.id),
		name: campaign.name,
		status: campaign.status,
		sent_count: count('sent'),
		unique_sent_count: unique('sent'),
		open_count: count('opened'),
		unique_open_count: unique('opened'),
		click_count: count('clicked'),
		unique_click_count: unique('clicked'),
		reply_count: unique('replied'),
		bounce_count: count('bounced'),
		unsubscribed_count: count('unsubscribed'),
	};
}

const analytics = on('GET', '/api/v1/campaigns/{campaignId}/analytics', ({ params }, { state }) =>
	answer(
		200,
		analyticsOf(state, campaignOf(state, params.campaignId), () => true),
	),
);

const byDate = on(
	'GET',
	'/api/v1/campaigns/{campaignId}/analytics-by-date',
	({ params, query }, { state }) => {
		const [from, to] = [query.get('start_date'), query.get('end_date')];
		const isDay = (text: string | null) => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
		if (from === null || to === null || !isDay(from) || !isDay(to)) {
			throw refused(422, '"start_date" and "end_date" must be in YYYY-MM-DD format');
		}
		const within = (at: string) => at.slice(0, 10) >= from && at.slice(0, 10) <= to;
		return answer(200, analyticsOf(state, campaignOf(state, params.campaignId), within));
	},
);

export const campaignRoutes = [list, read, steps, save, analytics, byDate];
