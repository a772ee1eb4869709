import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever its own clock. */
const MILLISECONDS_A_TICK = 10;

interface ProcessTimes {
	parent: number;
	ticks: number;
}

/** Of one process by the text of its /proc/PID/stat; the name in brackets may hold anything. */
export function parseStat(stat: string): ProcessTimes {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function timesOf(pid: number): ProcessTimes | undefined {
	try {
		return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ESRCH') return undefined; // Ended in the meantime.
		throw error;
	}
}

/**
 * Milliseconds of processor time, user and system, that a process and those that it started have
 * used so far; ended children do not count. Linux only.
 */
export function cpuTimeOf(pid: number): number {
	const all = new Map<number, ProcessTimes>();
	for (const name of readdirSync('/proc')) {
		const times = /^\d+$/.test(name) ? timesOf(Number(name)) : undefined;
		if (times) all.set(Number(name), times);
	}
	const family = new Set([pid]);
	// A child may have a lower number than its parent, so look until nobody new is found.
	for (let size = 0; size < family.size;) {
		size = family.size;
		for (const [each, { parent }] of all) if (family.has(parent)) family.add(each);
	}
	const ticks = [...family].reduce((sum, each) => sum + (all.get(each)?.ticks ?? 0), 0);
	return ticks * MILLISECONDS_A_TICK;
}
