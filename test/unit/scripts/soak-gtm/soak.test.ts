import { soakEnrollments } from '../../../../scripts/soak-gtm/enroll-stage';
import type { Library } from '../../../../scripts/soak-gtm/library';
import { soakUpserts } from '../../../../scripts/soak-gtm/upsert-stage';
import { runBatch } from '../../../../src/gtm/batch/run-batch';
import { createVendorClient } from '../../../../src/gtm/http/create-vendor-client';
import { checkByList } from '../../../../src/gtm/guard/check-by-list';
import { NetworkFailure } from '../../../../src/gtm/http/http-port';
import { createVendorTraffic } from '../../../../src/gtm/http/vendor-traffic';
import { openStore } from '../../../../src/base/database/open-store';
import { openStoreLedger } from '../../../../src/gtm/ledger/store/store-ledger';
import { enrollManyChecked } from '../../../../src/gtm/sequencer/enroll-many-checked';
import { vendorOf } from '../../../../src/gtm/vendors/registry';

const library: Library = {
	runBatch,
	createVendorClient,
	NetworkFailure,
	createVendorTraffic,
	openStore,
	openStoreLedger,
	checkByList,
	enrollManyChecked,
	vendorOf,
};

/** `npm run soak:gtm` does the same with 10,000 contacts. */
const options = { seed: 7, contacts: 300, limits: 10 };

jest.setTimeout(60_000);

describe('300 contacts against a vendor that fails at random, stopped and killed on the way', () => {
	it('are in the CRM once each, with an outcome for every row', async () => {
		const { problems, rounds } = await soakUpserts(library, options);
		expect(problems).toEqual([]);
		expect(rounds.map(({ stoppedBy }) => stoppedBy)).toEqual(['abort', 'kill', undefined]);
	});

	it('are enrolled once each, within the limits of the vendor', async () => {
		const { problems, rounds, traffic } = await soakEnrollments(library, options);
		expect(problems).toEqual([]);
		const stops = rounds.flatMap(({ stoppedBy }) => stoppedBy ?? []);
		expect(stops).toEqual(['abort', 'kill']);
		expect(Object.keys(traffic.faults)).toEqual(
			expect.arrayContaining(['server_error', 'unavailable', 'reset', 'rate_limit_burst']),
		);
	});

	it('would be told of if someone were enrolled who must not be', async () => {
		const forgetful: Library = {
			...library,
			enrollManyChecked: async ({ vendor, client }, inputs) =>
				await Promise.all(inputs.map(async ({ request }) => await vendor.enroll(client, request))),
		};
		const { problems } = await soakEnrollments(forgetful, { ...options, contacts: 100 });
		expect(problems).toContain('enrollments: 1 should not be there');
	});
});
