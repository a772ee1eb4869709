import { whole } from './attack.ts';
import type { Attack, AttackTarget } from './attack.ts';
import { batch, hostileName, mutatedBody, oversizedBody, rawBody } from './body-attacks.ts';
import { LISTEN, SLOW_CALL, slowCallIn } from './messages.ts';
import type { Random } from './random.ts';
import {
	brokenFraming,
	hostileDelivery,
	hostileHeaders,
	hostileMethod,
	hostilePath,
} from './transport-attacks.ts';

type Maker = (target: AttackTarget, random: Random) => Attack[];

const single =
	(make: (target: AttackTarget, random: Random) => Attack): Maker =>
	(target, random) => [make(target, random)];

/** The same id twice at once: both must hear something. */
function duplicateIds(target: AttackTarget, random: Random): Attack[] {
	const id = random.pick<number | string>([7, 'seven']);
	const { session } = target;
	const inSession = session !== undefined && random.chance(0.5);
	const call = inSession ? slowCallIn(session) : SLOW_CALL;
	const body = Buffer.from(JSON.stringify({ ...call.body, id }));
	const attack = { ...whole(target, 'duplicate id under way', call.headers, body), id };
	return [attack, attack];
}

function openStream(target: AttackTarget): Attack {
	const body = Buffer.from(JSON.stringify(LISTEN.body));
	return whole(target, 'open stream', LISTEN.headers, body);
}

const MAKERS: ReadonlyArray<readonly [number, Maker]> = [
	[420, single(mutatedBody)],
	[120, single(hostileName)],
	[130, single(rawBody)],
	[50, single(batch)],
	[120, single(hostileHeaders)],
	[40, single(brokenFraming)],
	[40, single(hostileMethod)],
	[40, single(hostilePath)],
	[30, single(hostileDelivery)],
	[3, single(oversizedBody)],
	[2, duplicateIds],
	[5, single(openStream)],
];

/** The next attacks, of which those in one list are made at the same time. */
export function nextAttacks(target: AttackTarget, random: Random): Attack[] {
	return random.weighted(MAKERS)(target, random);
}
