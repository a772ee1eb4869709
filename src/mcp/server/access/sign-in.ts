import type { Principal } from '../principal';

/** What an access token turns out to be that the server's own authorization server may have given. */
export type SignInFinding =
	| { kind: 'known'; principal: Principal }
	/** The reason is for its sender. */
	| { kind: 'refused'; reason: string }
	/** None of ours, or over. */
	| { kind: 'none' };

export type VerifySignIn = (token: string) => Promise<SignInFinding>;
