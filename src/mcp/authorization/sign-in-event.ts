/** What happens at an authorization server and is worth a record. */
export interface SignInEvent {
	what:
		| 'signed in'
		| 'declined'
		| 'wrong key'
		| 'expired key'
		| 'too many wrong keys'
		| 'too many registrations'
		| 'too many client documents'
		| 'refused client'
		| 'refused redirect'
		| 'refused resource'
		| 'forged form'
		| 'code used twice'
		| 'wrong code verifier'
		| 'refresh token used twice'
		| 'revoked';
	/** The label of the key, if one was entered that is known. */
	label?: string;
	/** As the client calls itself, or its address. */
	client?: string;
	address?: string;
}

/** Whether an event is a refusal of what somebody tried. */
export function isRefusal({ what }: SignInEvent): boolean {
	return what !== 'signed in' && what !== 'revoked' && what !== 'declined';
}
