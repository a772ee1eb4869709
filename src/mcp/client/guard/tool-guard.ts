/** Which tools may be used. Plain data; patterns are names in which `*` stands for any characters. */
export interface ToolGuard {
	/** Empty: every tool. */
	allow: readonly string[];
	/** Wins over `allow`. */
	deny: readonly string[];
	/** `blocked`: a tool that is not known to only read is refused before anything is sent. */
	writes: 'allowed' | 'blocked';
	/** Tools that write, whatever their annotations say: what a preset knows of its vendor. */
	knownWrites: readonly string[];
	/** Tools that only read although they carry no annotation. Loses against `knownWrites`. */
	knownReads: readonly string[];
	/** The digest of the tools when they were reviewed (`toolsDigest`), and what a change does. */
	pin?: ToolPin;
}

export interface ToolPin {
	digest: string;
	onChange: 'warn' | 'stop';
	/** The digests by tool of the same moment (`toolDigests`): with them a change names its tools. */
	tools?: Readonly<Record<string, string>>;
}

export const openGuard: ToolGuard = {
	allow: [],
	deny: [],
	writes: 'allowed',
	knownWrites: [],
	knownReads: [],
};
