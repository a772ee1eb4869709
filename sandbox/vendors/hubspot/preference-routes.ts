import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { invalid } from './errors.ts';
import type { HubspotRoute } from './paths.ts';
import type { HubspotState } from './state.ts';

const on = routesOf<HubspotState>();

const SUBSCRIPTIONS = [
	{ id: '8812', name: 'Marketing Information', description: 'Offers and news' },
	{ id: '8813', name: 'One to One', description: 'Mails from a member of the sales team' },
];

const MOST_ADDRESSES = 100;

function statusRoute<const Base extends string>(base: Base): HubspotRoute {
	return on('GET', `${base}/status/email/{email}`, ({ params }, { state }) => {
		const recipient = params.email.toLowerCase();
		const out = state.unsubscribed.has(recipient);
		const subscriptionStatuses = SUBSCRIPTIONS.map((subscription) => ({
			...subscription,
			status: out ? 'NOT_SUBSCRIBED' : 'SUBSCRIBED',
			sourceOfStatus: out ? 'PORTAL_WIDE_STATUS' : 'SUBSCRIPTION_STATUS',
			preferenceGroupName: null,
			legalBasis: null,
			legalBasisExplanation: null,
		}));
		return answer(200, { recipient, subscriptionStatuses });
	});
}

function batchRoute<const Base extends string>(base: Base): HubspotRoute {
	return on('POST', `${base}/statuses/batch/unsubscribe-all/read`, (call, { state }) => {
		if (call.query.get('channel') !== 'EMAIL')
			throw invalid(call, 'query param channel must be EMAIL');
		const inputs = isRecord(call.body) ? call.body.inputs : undefined;
		if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > MOST_ADDRESSES) {
			throw invalid(call, `"inputs" must hold from 1 to ${MOST_ADDRESSES} addresses`);
		}
		const moment = new Date(call.at).toISOString();
		const results = inputs.map(String).map((subscriberIdString) => ({
			subscriberIdString,
			wideStatuses: [
				{
					channel: 'EMAIL',
					subscriberIdString,
					wideStatusType: 'PORTAL_WIDE',
					status: state.unsubscribed.has(subscriberIdString.toLowerCase())
						? 'UNSUBSCRIBED'
						: 'SUBSCRIBED',
					timestamp: moment,
				},
			],
		}));
		return answer(200, { status: 'COMPLETE', results, startedAt: moment, completedAt: moment });
	});
}

export const preferenceRoutes: HubspotRoute[] = [
	statusRoute('/communication-preferences/2026-09'),
	statusRoute('/communication-preferences/v3'),
	batchRoute('/communication-preferences/2026-09'),
	batchRoute('/communication-preferences/v4'),
];
