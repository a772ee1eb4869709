import { apollo } from '../../../../../sandbox/vendors/apollo/apollo.ts';
import { sequenceId } from '../../../../../sandbox/vendors/apollo/state.ts';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import { enrollChecked } from '../../../../../src/gtm/sequencer/enroll-checked';
import { apolloSequencer } from '../../../../../src/gtm/vendors/apollo/apollo';
import { openVendor } from '../vendors/sandbox-client';

const open = () => openVendor(apollo, apolloSequencer, { header: 'x-api-key' });

const request = (email: string) => ({
	sequenceId: sequenceId('sequence-1'),
	contact: { email },
});

test('a person who is twice in one input is enrolled by the first, and the second is told so', async () => {
	const { client, clock, sent } = open();
	const ledger = createMemoryLedger(clock.now);
	const checkActions = checkByList(() => ledger.suppressions);
	const ports = { vendor: apolloSequencer, client, ledger, checkActions, clock };
	const both = await Promise.all(
		['dana@checked-run.com', ' DANA@checked-run.com'].map((email) =>
			enrollChecked(ports, request(email)),
		),
	);
	expect(both.map(({ status }) => status)).toEqual(['created', 'unchanged']);
	expect(sent.filter(({ url }) => url.includes('add_contact_ids'))).toHaveLength(1);
});

test('what is no address is refused before anyone is asked', async () => {
	const { client, clock, sent } = open();
	const ledger = createMemoryLedger(clock.now);
	const checkActions = checkByList(() => ledger.suppressions);
	const ports = { vendor: apolloSequencer, client, ledger, checkActions, clock };
	const outcome = await enrollChecked(ports, request('Dana Doe'));
	expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'no_email' } });
	expect(sent).toHaveLength(0);
});
