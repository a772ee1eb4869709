import type { Person } from '../world/world.ts';

const VERDICTS: Readonly<Record<string, string>> = {
	catch_all: 'the mail server takes every address',
	invalid: 'the address is undeliverable',
	role: 'a role address',
	unknown: 'whether the address is deliverable is unknown',
};

/** What makes this person special, in words. */
export function marksOf({ emailVerdict, optedOut, claimedRemoval, jobChange }: Person): string[] {
	return [
		VERDICTS[emailVerdict],
		optedOut ? 'unsubscribed' : undefined,
		claimedRemoval ? 'asked data vendors to be forgotten' : undefined,
		jobChange ? 'changed jobs' : undefined,
	].filter((mark) => mark !== undefined);
}
