import type { AlertAccount } from '../../ledger/alert-book';
import type { Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import { id } from '../fields';
import { type AnalyticsPorts, analyticsOperation } from './analytics-operation';
import { checkAlert } from './check-alert';

/** Of one account: each is a question to the vendor, or two, whenever they are checked. */
const MOST_ALERTS = 50;

async function accountOf({ client }: AnalyticsPorts): Promise<AlertAccount> {
	return { provider: client.provider, account: await client.accountKey() };
}

const setAlert = {
	...analyticsOperation({
		...checkAlert,
		name: 'alert.set',
		label: 'Set',
		title: 'Set an alert',
		description: 'Keeps an alert of this account under its name, once its metric could be read',
		// Its cool-down begins when it is checked, so that what is set now can fire then.
		run: async (ports, rule) => {
			const { alerts } = ports.ledger();
			const account = await accountOf(ports);
			const known = await alerts.list(account);
			if (known.length >= MOST_ALERTS && !known.some(({ name }) => name === rule.name)) {
				return refused(ports, 'too_many_alerts', `There are ${MOST_ALERTS} alerts. Remove one.`);
			}
			const first = await checkAlert.run({ ...ports, memory: {} }, rule);
			if (first.status !== 'found') return first;
			const status = await alerts.put(account, { name: rule.name, rule });
			return { ...first, status };
		},
	}),
	effect: 'repeatable',
} as const;

/** Changes something: an alert that fired is silent for a while, for whoever asks next. */
const listAlerts = {
	...analyticsOperation({
		name: 'alert.list',
		label: 'Get Many',
		title: 'Check all alerts',
		description: 'Every alert that was set for this account, checked now',
		input: z.strictObject({}),
		madeOf: 'metric.query',
		output: z.array(z.unknown()),
		run: async (ports) => {
			const { alerts } = ports.ledger();
			const account = await accountOf(ports);
			const record: unknown[] = [];
			for (const { name, rule, state } of await alerts.list(account)) {
				const memory = { ...state };
				const checked = await checkAlert.run({ ...ports, memory }, checkAlert.input.parse(rule));
				await alerts.keepState(account, { name, state: memory });
				record.push(toRecord(name, checked));
			}
			return { status: 'found', provider: ports.client.provider, record };
		},
	}),
	effect: 'repeatable',
} as const;

/** One that cannot be checked costs its own answer only. */
function toRecord(name: string, { status, record, reason }: Outcome): unknown {
	return status === 'found' ? record : { alert: name, status, ...(reason && { reason }) };
}

const removeAlert = {
	...analyticsOperation({
		name: 'alert.remove',
		label: 'Remove',
		title: 'Remove an alert',
		description: 'Removes an alert of this account by its name',
		input: z.strictObject({ name: id('Name of the alert') }),
		madeOf: 'metric.query',
		output: z.unknown(),
		run: async (ports, { name }) => {
			const isRemoved = await ports.ledger().alerts.remove(await accountOf(ports), name);
			if (isRemoved) return { status: 'updated', provider: ports.client.provider };
			const { provider } = ports.client;
			const message = `There is no alert "${name}". check_alerts names those that there are.`;
			return { status: 'not_found', provider, reason: { code: 'no_such_alert', message } };
		},
	}),
	effect: 'repeatable',
} as const;

function refused({ client }: AnalyticsPorts, code: string, message: string): Outcome<never> {
	return { status: 'invalid', provider: client.provider, reason: { code, message } };
}

/** Alerts that are kept: for whoever has no workflow of their own to check one. */
export const savedAlertOperations = {
	'alert.set': setAlert,
	'alert.list': listAlerts,
	'alert.remove': removeAlert,
} as const;
