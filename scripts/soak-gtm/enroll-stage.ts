import { apollo } from '../../sandbox/vendors/apollo/apollo.ts';
import { sequenceId } from '../../sandbox/vendors/apollo/state.ts';
import type { HttpPort } from '../../src/gtm/http/http-port.ts';
import type { Contact } from '../../src/gtm/model/contact.ts';
import {
	problemsOfOutcomes,
	problemsOfPresence,
	problemsOfRounds,
	problemsOfTraffic,
} from './checks.ts';
import { contactList } from './contacts.ts';
import type { ContactList } from './contacts.ts';
import type { Library } from './library.ts';
import type { StageReport } from './report.ts';
import { runOnce, runRounds } from './rounds.ts';
import type { Course } from './rounds.ts';
import { Stage } from './stage.ts';
import type { SoakOptions } from './stage.ts';

const SEQUENCE = sequenceId('sequence-1');
/** As the operation has it. */
const PORTION = 100;
const HOUR_MS = 3_600_000;

/** Contacts into a sequence of Apollo, a hundred at a time and with the ledger, as GTM Sequencer does it. */
export async function soakEnrollments(
	library: Library,
	{ seed, contacts, limits }: SoakOptions,
): Promise<StageReport> {
	const list = contactList(contacts);
	const { rows } = list;
	const vendor = library.vendorOf('sequencer', 'apollo');
	const stage = new Stage(library, {
		module: apollo,
		vendor,
		authentication: (key) => ({ 'x-api-key': key }),
		seed,
		limits,
	});
	await stage
		.openLedger()
		.suppressions.add(
			list.suppressed.map((value) => ({ kind: 'email', value, reason: 'unsubscribed' })),
		);
	const course: Course<Contact> = {
		rows,
		concurrency: 1,
		interruptions: [
			{ at: 0.5, by: 'abort' },
			{ at: 0.75, by: 'kill' },
		],
		startProcess: () =>
			stage.startProcess((client, ledger) => ({
				portion: PORTION,
				run: async (portion) =>
					await library.enrollManyChecked(
						{
							vendor,
							client,
							ledger,
							clock: stage.clock,
							checkActions: library.checkByList(() => ledger.suppressions),
						},
						portion.map((contact) => ({ request: { sequenceId: SEQUENCE, contact } })),
					),
			})),
	};
	const rounds = await runRounds(library, stage.clock, course);
	const traffic = { ...stage.wire.traffic, faults: { ...stage.wire.traffic.faults } };
	stage.sandbox.faults.clear();
	// Everybody is looked up at the vendor, whose word wins: the rounds may have used up its quota.
	await stage.clock.until(stage.clock.sleep(HOUR_MS));
	const again = await runOnce(library, stage.clock, course);
	const { addedTwice, calls } = stage.wire.traffic;
	stage.calmDown();
	await stage.clock.until(stage.clock.sleep(60_000));
	const { known, enrolled } = await stage.clock.until(
		contactsIn(stage.clean, stage.hosts.api ?? ''),
	);
	await stage.close();
	return {
		title: `${contacts} contacts enrolled with Apollo`,
		rounds,
		again,
		callsAgain: calls - traffic.calls,
		traffic,
		problems: [
			...problemsOfRounds(rounds, rows.length),
			...problemsOfOutcomes(
				rows,
				rounds.at(-1)?.outcomes ?? [],
				expectationOf(list, 'created', 'unchanged'),
			),
			...problemsOfOutcomes(rows, again.outcomes ?? [], expectationOf(list, 'unchanged')),
			...problemsOfPresence(enrolledOf(list), known).map((problem) => `contacts: ${problem}`),
			...problemsOfPresence(enrolledOf(list), enrolled).map((problem) => `enrollments: ${problem}`),
			...problemsOfTraffic({ ...traffic, addedTwice }),
		],
	};
}

function enrolledOf({ emails, suppressed }: ContactList): string[] {
	const without = new Set(suppressed);
	return emails.filter((email) => !without.has(email));
}

/** @param enrolled how it may have ended for who is to be enrolled */
function expectationOf(
	{ suppressed }: ContactList,
	...enrolled: ReadonlyArray<'created' | 'unchanged'>
) {
	const without = new Set(suppressed);
	return ({ email }: Contact) => {
		if (email === undefined) return ['invalid'] as const;
		if (without.has(email.toLowerCase())) return ['suppressed'] as const;
		return enrolled;
	};
}

interface Shown {
	email: string;
	contact_campaign_statuses: Array<{ emailer_campaign_id: string }>;
}

/** Addresses of the list's contacts, and of their entries in the sequence, one an entry. */
async function contactsIn(http: HttpPort, base: string) {
	const known: string[] = [];
	const enrolled: string[] = [];
	for (let page = 1, pages = 1; page <= pages; page += 1) {
		const { body } = await http({
			method: 'POST',
			url: `${base}/api/v1/contacts/search`,
			body: { q_keywords: '@list.soak-run.com', page, per_page: 100 },
			timeoutMs: 60_000,
		});
		const answer = body as { contacts: Shown[]; pagination: { total_pages: number } };
		pages = answer.pagination.total_pages;
		for (const { email, contact_campaign_statuses: entries } of answer.contacts) {
			known.push(email);
			const inSequence = entries.filter((entry) => entry.emailer_campaign_id === SEQUENCE);
			enrolled.push(...inSequence.map(() => email));
		}
	}
	return { known, enrolled };
}
