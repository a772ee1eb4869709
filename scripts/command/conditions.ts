import { cpus, loadavg } from 'node:os';

/** `2 × Intel Xeon`. */
export function processors(): string {
	const all = cpus();
	return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

/** What figures depend on: the day, Node, the machine, and what else it does. */
export function conditions(): string {
	const day = new Date().toISOString().slice(0, 10);
	const load = `load average ${loadavg()[0]?.toFixed(1)}`;
	return [day, `Node ${process.version}`, processors(), load].join(', ');
}
