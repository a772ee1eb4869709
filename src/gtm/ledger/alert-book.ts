/** An alert that somebody set, with what is remembered of when it last fired. */
export interface SavedAlert {
	name: string;
	/** The input of the check, as JSON. */
	rule: Readonly<Record<string, unknown>>;
	state: Readonly<Record<string, unknown>>;
}

/** Whose alerts: one vendor's account. */
export interface AlertAccount {
	provider: string;
	/** As the client's `accountKey` gives it. */
	account: string;
}

/** Alerts that outlive the process, by account and name. */
export interface AlertBook {
	/** In place of one of the same name, which then begins anew. */
	put(
		account: AlertAccount,
		alert: Pick<SavedAlert, 'name' | 'rule'>,
	): Promise<'created' | 'updated'>;
	/** By name. */
	list(account: AlertAccount): Promise<SavedAlert[]>;
	/** Nothing if it was removed in the meantime. */
	keepState(account: AlertAccount, alert: Pick<SavedAlert, 'name' | 'state'>): Promise<void>;
	/** Whether there was one. */
	remove(account: AlertAccount, name: string): Promise<boolean>;
}
