import type { Fault, FaultKind } from '../../sandbox/frame/faults.ts';
import type { Sandbox } from '../../sandbox/frame/sandbox.ts';

/** Share of all calls that meet each failure; together 12 %. */
const MIX: ReadonlyArray<[kind: FaultKind, when: Fault['when'], probability: number]> = [
	['server_error', 'before', 0.02],
	['server_error', 'after', 0.01],
	['unavailable', 'before', 0.02],
	['reset', 'before', 0.02],
	['reset', 'after', 0.02],
	['timeout', 'after', 0.005],
	['garbage', 'after', 0.005],
	['truncated', 'after', 0.005],
	['rate_limit_burst', 'before', 0.015],
];

/** Makes a vendor as bad as a bad day of a real one, from now on. */
export function setFaults(sandbox: Sandbox, vendor: string, seed: number): void {
	for (const [index, [kind, when = 'before', probability]] of MIX.entries()) {
		sandbox.setFault({ vendor, kind, when, probability, seed: seed + index });
	}
}
