import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { accountName } from '../../world/slice.ts';
import type { Engagement } from '../../world/world.ts';
import { refused } from './errors.ts';
import { campaignOf } from './lead-routes.ts';
import { idOf, TEAM_ID } from './state.ts';
import type { Campaign, LemlistState } from './state.ts';

const on = routesOf<LemlistState>();

function show({ id, name, status, sequenceId, sender, createdAt }: Campaign) {
	const userId = idOf('usr', sender?.key ?? 'nobody');
	return {
		_id: id,
		name,
		labels: [],
		createdAt,
		createdBy: userId,
		status,
		sequenceId,
		timezone: 'Europe/Paris',
		teamId: TEAM_ID,
		hasError: false,
		errors: [],
		senders: sender === undefined ? [] : [{ id: userId, email: sender.email }],
	};
}

const list = on('GET', '/api/campaigns', ({ query }, { state }) => {
	const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 100 });
	const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
	if (limit === undefined || offset === undefined) throw refused(400, 'Invalid limit or offset');
	return answer(200, pageOf(state.campaigns.all(), offset, limit).items.map(show));
});

const read = on('GET', '/api/campaigns/{campaignId}', ({ params }, { state }) =>
	answer(200, show(campaignOf(state, params.campaignId))),
);

/** The main sequence, and a branch for whoever opened the first email. */
const sequences = on('GET', '/api/campaigns/{campaignId}/sequences', ({ params }, { state }) => {
	const { sequenceId, steps } = campaignOf(state, params.campaignId);
	const branchId = `${sequenceId}b`;
	const main = steps.map((step, index) => ({
		...step,
		index: index + 1,
		sequenceId,
		sequenceStep: index,
	}));
	return answer(200, {
		[branchId]: {
			_id: branchId,
			steps: [],
			level: 1,
			parentId: sequenceId,
			conditionalStepIndex: 1,
		},
		[sequenceId]: { _id: sequenceId, steps: main, level: 0 },
	});
});

const patchStep = on(
	'PATCH',
	'/api/sequences/{sequenceId}/steps/{stepId}',
	({ params, body, at }, { state }) => {
		const campaign = state.campaigns
			.all()
			.find(({ sequenceId }) => sequenceId === params.sequenceId);
		const step = campaign?.steps.find(({ _id }) => _id === params.stepId);
		if (campaign === undefined || step === undefined) throw refused(404, 'Step not found');
		const { type, ...changes } = isRecord(body) ? body : {};
		if (type !== step.type) throw refused(400, 'Type of the step cannot be changed');
		const changed = { ...step, ...changes };
		const steps = campaign.steps.map((each) => (each === step ? changed : each));
		state.campaigns.put({ ...campaign, steps }, at);
		const { subject: _subject, ...shown } = changed;
		return answer(200, shown);
	},
);

const stats = on('GET', '/api/v2/campaigns/{campaignId}/stats', ({ params, query }, { state }) => {
	const campaign = campaignOf(state, params.campaignId);
	const [from, to] = [query.get('startDate'), query.get('endDate')];
	if (from === null || to === null) throw refused(400, 'startDate and endDate are required');
	const leads = state.leads.find('campaign', campaign.id);
	const events = leads.flatMap(({ engagement }) => engagement);
	const within = events.filter(({ at }) => at >= from && at < to);
	const count = (type: Engagement['type']) => within.filter((one) => one.type === type).length;
	return answer(200, {
		nbLeads: leads.length,
		nbLeadsUnsubscribed: count('unsubscribed'),
		messagesSent: count('sent'),
		messagesNotSent: 0,
		messagesBounced: count('bounced'),
		delivered: count('sent') - count('bounced'),
		opened: count('opened'),
		clicked: count('clicked'),
		replied: count('replied'),
		meetingBooked: 0,
		steps: [],
	});
});

const team = on('GET', '/api/team', (_call, { account, world }) =>
	answer(200, {
		_id: idOf('tea', accountName('team', account)),
		name: world.home.name,
		userIds: world.users.map(({ key }) => idOf('usr', key)),
		createdAt: new Date(world.asOf).toISOString(),
	}),
);

export const campaignRoutes = [list, read, sequences, patchStep, stats, team];
