import { processState } from '../../base/process-state';
import { Listener, type Mount } from '../../mcp/server/listener';

/** The own ports of this process: triggers that name the same host and port share one, by path. */
export class SharedListeners {
	private readonly listeners = new Map<string, Promise<Listener>>();

	/**
	 * @returns the function that gives the path back, and the port with its last path
	 * @throws Error if the port cannot be had or the path is taken
	 */
	async mount(host: string, port: number, path: string, mount: Mount): Promise<() => void> {
		const key = `${host}:${port}`;
		const opening = this.listeners.get(key) ?? Listener.open(host, port);
		this.listeners.set(key, opening);
		const listener = await this.opened(key, opening);
		if (listener.has(path)) throw new Error(`another trigger already uses ${path}`);
		listener.mount(path, mount);
		return () => {
			listener.unmount(path, mount);
			if (!listener.isUnused) return;
			this.forget(key, opening);
			listener.retire();
		};
	}

	private async opened(key: string, opening: Promise<Listener>): Promise<Listener> {
		try {
			return await opening;
		} catch (error) {
			this.forget(key, opening);
			throw error;
		}
	}

	/** Only this one: another may have taken its place. */
	private forget(key: string, opening: Promise<Listener>): void {
		if (this.listeners.get(key) === opening) this.listeners.delete(key);
	}
}

/** Outlives an update of the package: the port stays open meanwhile. */
export function sharedListeners(): SharedListeners {
	return processState({ name: 'listeners', version: 1, create: () => new SharedListeners() });
}
