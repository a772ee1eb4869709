import { openStore } from '../../base/database/open-store';
import type { PostgresConnection } from '../../base/database/postgres/postgres-connection';
import { SUPPRESSIONS } from '../../base/suppression/suppression-tables';
import { GRAPH_PART } from '../../context/store/graph-part';
import { LEDGER } from '../../gtm/ledger/store/ledger-tables';
import { chooseStore } from '../gtm/chosen-store';
import { gtmProcess } from '../gtm/gtm-process';
import { STORE_VARIABLE, storeFolder, storePlace } from '../gtm/store-place';
import { explained, nameOf } from './store-credential';

export interface StoreChange {
	status: 'updated' | 'unchanged';
	/** For people. */
	store: string;
	/** Rows that went over from the store before. */
	movedRows: number;
	notes: string[];
}

const FILE = "a file beside n8n's own database";

const OTHER_PROCESSES =
	'Restart the other processes of this n8n. A worker in a container of its own does not see this choice: set the environment variable GTM_MCP_STORE there.';

/**
 * Makes a database the store of all GTM nodes and the context graph of this n8n.
 *
 * @param connection undefined for the file beside n8n's own database
 * @param moves whether what the file knows goes over
 * @throws RangeError saying what to do instead; then the store is the one before
 */
export async function useDatabase(
	connection: PostgresConnection | undefined,
	moves: boolean,
): Promise<StoreChange> {
	const { env } = process;
	if (env[STORE_VARIABLE]) {
		throw new RangeError(
			`The environment variable ${STORE_VARIABLE} says which store this n8n uses. Change it there, or remove it first.`,
		);
	}
	const folder = storeFolder(env);
	const change = async (to: PostgresConnection | undefined) => {
		chooseStore(folder, env, to);
		// Whoever asks next opens the new one.
		await gtmProcess().ledger().close();
	};
	if (connection === undefined) {
		await change(undefined);
		const notes = ['Nothing goes back from the database to the file.', OTHER_PROCESSES];
		return { status: 'updated', store: FILE, movedRows: 0, notes };
	}
	const store = nameOf(connection);
	const before = storePlace(env);
	if ('postgres' in before && nameOf(before.postgres) === store) {
		chooseStore(folder, env, connection);
		return { status: 'unchanged', store, movedRows: 0, notes: [] };
	}
	const movedRows = await moveTo(connection, moves && 'sqlite' in before, async () => {
		await Promise.resolve(chooseStore(folder, env, connection));
	});
	await gtmProcess().ledger().close();
	const left = moves ? [] : ['What was recorded before stays in the store before.'];
	return { status: 'updated', store, movedRows, notes: [...left, OTHER_PROCESSES] };
}

const PARTS = [
	{ part: LEDGER, prefix: 'ledger_' },
	{ part: SUPPRESSIONS, prefix: 'suppression' },
	{ part: GRAPH_PART, prefix: 'graph_' },
];

async function moveTo(
	connection: PostgresConnection,
	moves: boolean,
	moved: () => Promise<void>,
): Promise<number> {
	// The query builder is loaded by who needs it, not with the node.
	const { moveStore, StoreNotEmpty } = await import('../../base/database/move-store.ts');
	try {
		const to = await openStore({ postgres: connection });
		try {
			for (const { part } of PARTS) await to.open(part);
			if (!moves) {
				await moved();
				return 0;
			}
			// The ledger takes over what an older version left in a file of its own.
			const nodes = gtmProcess();
			await nodes.ledger().suppressions.list({ limit: 1 });
			const from = await nodes.stores(storePlace(process.env));
			return await moveStore({ from, to, parts: PARTS, moved });
		} finally {
			await to.close();
		}
	} catch (error) {
		if (error instanceof StoreNotEmpty) {
			throw new RangeError(
				`${error.message} (${nameOf(connection)}). To use it with what is in it, turn off Move What Is Known; the records of the file then stay in the file.`,
			);
		}
		throw new RangeError(explained(error, connection));
	}
}
