import { hubspot as hubspotModule } from '../../sandbox/vendors/hubspot/hubspot.ts';
import type { HttpPort } from '../../src/gtm/http/http-port.ts';
import {
	problemsOfOutcomes,
	problemsOfPresence,
	problemsOfRounds,
	problemsOfTraffic,
} from './checks.ts';
import { contactList } from './contacts.ts';
import type { Library } from './library.ts';
import { runOnce, runRounds } from './rounds.ts';
import type { Course } from './rounds.ts';
import { Stage } from './stage.ts';
import type { SoakOptions } from './stage.ts';
import type { StageReport } from './report.ts';
import type { Contact } from '../../src/gtm/model/contact.ts';

const PORTION = 100;

/** Contacts into HubSpot in its own batches, as GTM CRM does it. */
export async function soakUpserts(
	library: Library,
	{ seed, contacts }: SoakOptions,
): Promise<StageReport> {
	const { rows, emails } = contactList(contacts);
	const vendor = library.vendorOf('crm', 'hubspot');
	const stage = new Stage(library, {
		module: hubspotModule,
		vendor,
		authentication: (key) => ({ authorization: `Bearer ${key}` }),
		seed,
		limits: 1,
	});
	const before = stage.sandbox.vendor('hubspot').counts().contacts ?? 0;
	const course: Course<Contact> = {
		rows,
		concurrency: 1,
		interruptions: [
			{ at: 0.5, by: 'abort' },
			{ at: 0.75, by: 'kill' },
		],
		startProcess: () =>
			stage.startProcess((client) => ({
				portion: PORTION,
				run: async (portion) =>
					(await vendor.contact.upsertMany?.(
						client,
						portion.map((values) => ({ values })),
					)) ?? [],
			})),
	};
	const rounds = await runRounds(library, stage.clock, course);
	const traffic = { ...stage.wire.traffic, faults: { ...stage.wire.traffic.faults } };
	stage.calmDown();
	const again = await runOnce(library, stage.clock, course);
	const added = (stage.sandbox.vendor('hubspot').counts().contacts ?? 0) - before;
	const present = await stage.clock.until(emailsIn(stage.clean, stage.hosts.api ?? '', emails));
	await stage.close();
	const expect = ({ email }: Contact) =>
		email === undefined ? (['invalid'] as const) : (['created', 'updated', 'unchanged'] as const);
	return {
		title: `${contacts} contacts upserted in HubSpot`,
		rounds,
		again,
		traffic,
		problems: [
			...problemsOfRounds(rounds, rows.length),
			...problemsOfOutcomes(rows, rounds.at(-1)?.outcomes ?? [], expect),
			...problemsOfOutcomes(rows, again.outcomes ?? [], ({ email }) =>
				email === undefined ? ['invalid'] : ['unchanged'],
			),
			...problemsOfPresence(emails, present),
			...(added === emails.length ? [] : [`${added} contacts came, of ${emails.length}`]),
			...problemsOfTraffic(traffic),
		],
	};
}

async function emailsIn(http: HttpPort, base: string, emails: readonly string[]) {
	const present: string[] = [];
	for (let start = 0; start < emails.length; start += PORTION) {
		const { body } = await http({
			method: 'POST',
			url: `${base}/crm/objects/2026-09/contacts/batch/read`,
			body: {
				idProperty: 'email',
				properties: ['email'],
				inputs: emails.slice(start, start + PORTION).map((id) => ({ id })),
			},
			timeoutMs: 60_000,
		});
		const { results } = body as { results: Array<{ properties: { email: string } }> };
		present.push(...results.map(({ properties }) => properties.email));
	}
	return present;
}
