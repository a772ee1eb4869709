import type { INodeParameters } from 'n8n-workflow';

import { vendorOf } from '../../../src/gtm/vendors/registry';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { removeLedger } from './remove-ledger';

export interface EnrichmentNode {
	/** The emulated vendors of the test that runs. */
	sandbox: OpenSandbox['sandbox'];
	examples: OpenSandbox['sandbox']['world']['examples'];
	/** Runs an operation such as `person.enrich` with the vendor; it goes on with failed items. */
	run(
		operation: string,
		parameters?: INodeParameters,
		what?: Partial<GtmRun>,
	): ReturnType<typeof runGtmNode>;
	/** What the vendor was asked, oldest first, apart from whose account it is. */
	calls(): ReturnType<OpenSandbox['sandbox']['log']['list']>;
	/** `GET /v2/account` */
	routes(): Array<string | undefined>;
	/** Credits that the vendor took. */
	spent(): number;
}

/** The enrichment node with one vendor, and for each test of the file a sandbox of its own. */
export function enrichmentNode(vendor: string): EnrichmentNode {
	// Each wait takes twenty turns of the event loop, and a test has several: on a machine that leaves this
	// process hardly any time, some were seen to take 40 s in place of one.
	jest.setTimeout(120_000);
	let open: OpenSandbox;

	beforeEach(async () => {
		await removeLedger();
		open = await openSkippingSandbox();
	});

	afterAll(removeLedger);

	afterEach(async () => {
		await open.close();
	});

	const { account } = vendorOf('enrichment', vendor).profile;
	const whose = typeof account === 'object' ? account.path : undefined;
	const calls = () =>
		open.sandbox.log
			.list()
			.filter((call) => call.vendor === vendor && call.url !== `/${vendor}${whose}`);

	return {
		get sandbox() {
			return open.sandbox;
		},
		get examples() {
			return open.sandbox.world.examples;
		},
		async run(name, parameters = {}, what = {}) {
			const [resource = '', operation = ''] = name.split('.');
			return await runGtmNode(open, {
				type: 'gtmEnrichment',
				onError: 'continueRegularOutput',
				...what,
				parameters: { vendor, resource, operation, ...parameters },
			});
		},
		calls,
		routes: () => calls().map(({ route }) => route),
		spent() {
			const { credits, emulator } = open.sandbox.vendor(vendor);
			return (emulator.credits?.initial ?? 0) - credits.left;
		},
	};
}
