import { nextAttacks } from './attacks.ts';
import type { AttackTarget } from './attack.ts';
import { exchange } from './exchange.ts';
import type { Findings } from './findings.ts';
import { judge } from './judge.ts';
import type { Door } from './judge.ts';
import { openSession, probe } from './probe.ts';
import type { Random } from './random.ts';
import type { Secret } from './secrets.ts';
import { stalledDelivery } from './transport-attacks.ts';
import type { Attack } from './attack.ts';

/** Longer than the time-out of the workflow that is attacked, which answers for a stuck flow. */
const ANSWER_DEADLINE_MS = 20_000;
/** A server gives a client half a minute for its request, and looks every half minute. */
const STALL_DEADLINE_MS = 75_000;
const STALLED_CONNECTIONS = 12;
const ATTACKS_BETWEEN_PROBES = 1_000;
/** Many times of what 20,000 attacks take when each is answered. */
const TIME_LIMIT_MS = 15 * 60_000;

export interface Siege {
	target: AttackTarget;
	door: Door;
	/** How many attacks. */
	count: number;
	concurrency: number;
	random: Random;
	secrets: Secret[];
	findings: Findings;
	/** Becomes true when n8n has ended: there is no point in going on. */
	isOver: () => boolean;
}

async function attackOnce(siege: Siege, attack: Attack, deadline: number): Promise<void> {
	const { target, door, secrets, findings } = siege;
	const outcome = await exchange(target, attack, deadline);
	findings.add(door, attack, outcome, judge(attack, outcome, { secrets, door }));
}

async function attackRound(siege: Siege, count: number): Promise<void> {
	const { target, random, concurrency, isOver } = siege;
	let made = 0;
	const attacker = async () => {
		while (made < count && !isOver()) {
			const attacks = nextAttacks(target, random);
			made += attacks.length;
			await Promise.all(attacks.map((each) => attackOnce(siege, each, ANSWER_DEADLINE_MS)));
		}
	};
	await Promise.all(Array.from({ length: concurrency }, attacker));
}

/**
 * Attacks one door of the server: in rounds, between which ordinary requests must get the same
 * answers as before, while some connections stall.
 */
export async function besiege(plan: Siege): Promise<void> {
	const session = await openSession(plan.target);
	const target = { ...plan.target, ...(session === undefined ? {} : { session }) };
	const siege: Siege = { ...plan, target };
	const { door, count, random, findings, isOver } = siege;
	const before = await probe(target);
	// n8n's own server lets a request stall for five minutes, which is n8n's to decide.
	const stalling = door === 'port' ? STALLED_CONNECTIONS : 0;
	const stalled = Array.from({ length: stalling }, () =>
		attackOnce(siege, stalledDelivery(target, random), STALL_DEADLINE_MS),
	);
	const deadline = Date.now() + TIME_LIMIT_MS;
	for (let made = 0; made < count && !isOver(); made += ATTACKS_BETWEEN_PROBES) {
		if (Date.now() > deadline) {
			findings.addGeneral(`${door}: siege`, `only ${made} of ${count} attacks in time`);
			break;
		}
		await attackRound(siege, Math.min(ATTACKS_BETWEEN_PROBES, count - made));
		if (!isOver() && (await probe(target)) !== before) {
			findings.addGeneral(`${door}: probe`, 'ordinary requests get other answers than before');
		}
	}
	await Promise.all(stalled);
}
