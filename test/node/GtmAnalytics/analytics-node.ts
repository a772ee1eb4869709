import type { INodeParameters } from 'n8n-workflow';

import type { OperationCase } from '../gtm/describe-operations';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import type { World } from '../../../sandbox/world/world.ts';
import { checkWindow } from '../../../src/gtm/analytics/windows';

/** The last 60 days of the world, as a user enters them. */
export const between = ({ asOf }: Pick<World, 'asOf'>) => {
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	return { window: 'between', from: day(asOf - 60 * 86_400_000), to: day(asOf) };
};

/** What happened in these days of a calendar: the vendor's own, or that of the workflow. */
export function usageOf(world: World, event?: string, timeZone = 'UTC') {
	const { from, to } = checkWindow({ ...between(world), timeZone });
	return world.usage.filter(
		({ name, at }) => (event === undefined || name === event) && at >= from && at < to,
	);
}

/** Someone who did something in these days, their company, and all that they did. */
export function activePerson(world: World, timeZone = 'UTC') {
	const [first] = usageOf(world, undefined, timeZone);
	const person = world.lookup.person.get(first?.personKey ?? '');
	const account = world.lookup.account.get(first?.accountKey ?? '');
	if (!person || !account) throw new Error('nobody did anything');
	const own = usageOf(world, undefined, timeZone).filter(
		({ personKey }) => personKey === person.key,
	);
	return { person, account, own };
}

/** How many different people did it. */
export const peopleIn = (usage: World['usage']) =>
	new Set(usage.map(({ personKey }) => personKey)).size;

/** Counts of an event, of people, and of an event that nobody did, of a vendor that names them as the world does. */
export function countingCase(
	world: World,
	vendor: string,
	route: string,
	timeZone = 'UTC',
): OperationCase {
	const runs = usageOf(world, 'workflow run', timeZone);
	return {
		parameters: {
			event: '={{ $json.event }}',
			options: { measure: '={{ $json.measure }}' },
			...between(world),
		},
		items: [
			{ event: 'workflow run', measure: 'total' },
			{ event: 'workflow run', measure: 'unique' },
			{ event: 'no such event', measure: 'total' },
		],
		outputs: [runs.length, peopleIn(runs), 0].map((value) => ({
			status: 'found',
			provider: vendor,
			record: { unit: 'count', value, source: vendor },
		})),
		asked: [route, route, route],
	};
}

/** The analytics node with one vendor, and for each test of the file a sandbox of its own. */
export function analyticsNode(vendor: string) {
	let open: OpenSandbox;

	beforeEach(async () => {
		open = await openSkippingSandbox();
	});

	afterEach(async () => {
		await open.close();
	});

	const calls = () => open.sandbox.log.list().filter((call) => call.vendor === vendor);

	return {
		get sandbox() {
			return open.sandbox;
		},
		/** Starts anew in another world. */
		async enter(world: World) {
			await open.close();
			open = await openSkippingSandbox({ world });
		},
		/** Runs an operation such as `metric.query` over these days; goes on with failed items. */
		async run(name: string, parameters: INodeParameters = {}, what: Partial<GtmRun> = {}) {
			const [resource = '', operation = ''] = name.split('.');
			return await runGtmNode(open, {
				type: 'gtmAnalytics',
				onError: 'continueRegularOutput',
				...what,
				parameters: {
					vendor,
					resource,
					operation,
					...between(open.sandbox.world),
					...parameters,
				},
			});
		},
		/** What the vendor was asked, oldest first. */
		calls,
		bodies: () => calls().map(({ requestBody }) => requestBody ?? ''),
		statuses: () => calls().map(({ status }) => status),
	};
}
