import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import { toEmail } from '../../base/identity/email';
import type { Enrollment } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import { accountOfIds } from '../guard/account-of-ids';
import { blockedOutcome } from '../guard/action-check';
import {
	type EnrollSettings,
	type SequencerPorts,
	enrollAllowed,
	enrollQuestion,
	hasAddress,
} from './enroll-checked';
import { lookTogether } from './people-in-sequence';
import type { EnrollRequest, EnrollmentReference, SequencerVendor } from './sequencer-vendor';
import { sideBySide } from './side-by-side';
import { Together } from './together';

type EnrollmentOutcome = Outcome<Enrollment>;

export interface Enrolling {
	request: EnrollRequest;
	settings?: EnrollSettings;
}

/**
 * Enrolls each of many as `enrollChecked` does, side by side: what they ask the vendor for goes in as few
 * requests as it allows. Outcomes in the order of the inputs.
 */
export async function enrollManyChecked(
	ports: SequencerPorts,
	inputs: readonly Enrolling[],
): Promise<EnrollmentOutcome[]> {
	const outcomes = await heldBackAmong(ports, inputs);
	const { first, again } = onceEach(inputs, outcomes);
	const { vendor, client } = ports;
	const looks = new Together<EnrollmentReference, EnrollmentOutcome>(
		first.size,
		async (references) => await lookAtAll(vendor, client, references),
	);
	const writes = new Together<EnrollRequest, EnrollmentOutcome>(
		first.size,
		async (requests) => await enrollAll(vendor, client, requests),
	);
	await Promise.all(
		[...first].map(async ([index, { request, settings }]) => {
			const participant = participantIn(vendor, looks, writes);
			try {
				const own = { ...ports, vendor: participant.vendor };
				outcomes.set(index, await enrollAllowed(own, request, settings));
			} finally {
				participant.end();
			}
		}),
	);
	for (const [index, { request, settings }] of again) {
		outcomes.set(index, await enrollAllowed(ports, request, settings));
	}
	return inputs.map((_, index) => outcomes.get(index) as EnrollmentOutcome);
}

/** All are asked about at once; whoever may not be enrolled has their outcome. */
async function heldBackAmong(
	{ vendor, client, clock, checkActions }: SequencerPorts,
	inputs: readonly Enrolling[],
): Promise<Map<number, EnrollmentOutcome>> {
	const named = [...inputs.entries()].filter(([, { request }]) => hasAddress(request));
	if (named.length === 0) return new Map();
	let account: string | undefined;
	try {
		account = await accountOfIds({ vendor, client });
	} catch (error) {
		return new Map(named.map(([index]) => [index, toOutcome(error)]));
	}
	const asked = named.map(([index, { request, settings = {} }]) => ({
		index,
		question: enrollQuestion(vendor, request, settings, account),
	}));
	const answers = await checkActions(asked.map(({ question }) => question));
	const outcomes = asked.flatMap(({ index, question: { provider } }, place) => {
		const outcome = blockedOutcome(provider, answers[place] ?? [], clock.now());
		return outcome === undefined ? [] : [[index, outcome] as const];
	});
	return new Map(outcomes);
}

/** Somebody who is among them twice waits for their own end. */
function onceEach(inputs: readonly Enrolling[], ended: ReadonlyMap<number, EnrollmentOutcome>) {
	const first = new Map<number, Enrolling>();
	const again = new Map<number, Enrolling>();
	const seen = new Set<string>();
	for (const [index, input] of inputs.entries()) {
		if (ended.has(index)) continue;
		const { sequenceId, contact } = input.request;
		const email = toEmail(contact.email ?? '');
		const person = JSON.stringify([sequenceId, email]);
		(email !== undefined && seen.has(person) ? again : first).set(index, input);
		seen.add(person);
	}
	return { first, again };
}

/** The vendor as one of them sees it: looking and enrolling wait for the others. */
function participantIn(
	vendor: SequencerVendor,
	looks: Together<EnrollmentReference, EnrollmentOutcome>,
	writes: Together<EnrollRequest, EnrollmentOutcome>,
) {
	const open = { looks: true, writes: true };
	const pass = (stage: 'looks' | 'writes') => {
		const wasOpen = open[stage];
		open[stage] = false;
		return wasOpen;
	};
	return {
		vendor: {
			...vendor,
			getEnrollment: async (client: VendorClient, reference: EnrollmentReference) =>
				pass('looks') ? await looks.join(reference) : await vendor.getEnrollment(client, reference),
			async enroll(client: VendorClient, request: EnrollRequest) {
				if (pass('looks')) looks.leave();
				return pass('writes') ? await writes.join(request) : await vendor.enroll(client, request);
			},
		},
		end(): void {
			if (pass('looks')) looks.leave();
			if (pass('writes')) writes.leave();
		},
	};
}

async function lookAtAll(
	vendor: SequencerVendor,
	client: VendorClient,
	references: readonly EnrollmentReference[],
): Promise<EnrollmentOutcome[]> {
	return await inGroups(
		references,
		({ sequenceId }) => sequenceId,
		async (group) => {
			const emails = group.map(({ email = '' }) => email);
			return await lookTogether(vendor, client, group[0]?.sequenceId ?? '', emails);
		},
	);
}

async function enrollAll(
	vendor: SequencerVendor,
	client: VendorClient,
	requests: readonly EnrollRequest[],
): Promise<EnrollmentOutcome[]> {
	const one = async (request: EnrollRequest) => await vendor.enroll(client, request);
	return await inGroups(
		requests,
		({ sequenceId, senderId, evenIfElsewhere }) =>
			JSON.stringify([sequenceId, senderId, evenIfElsewhere]),
		async (group) =>
			vendor.enrollMany && group.length > 1
				? await vendor.enrollMany(client, group)
				: await sideBySide(group, one),
	);
}

/** Group after group; results in the order of the inputs. */
async function inGroups<Input, Result>(
	inputs: readonly Input[],
	groupOf: (input: Input) => string,
	act: (group: Input[]) => Promise<Result[]>,
): Promise<Result[]> {
	const results = new Map<number, Result>();
	const groups = Map.groupBy(inputs.entries(), ([, input]) => groupOf(input));
	for (const group of groups.values()) {
		const done = await act(group.map(([, input]) => input));
		for (const [place, [index]] of group.entries()) results.set(index, done[place] as Result);
	}
	return inputs.map((_, index) => results.get(index) as Result);
}
