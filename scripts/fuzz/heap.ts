import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process holds, in megabytes. */
export interface MemorySample {
	/** Live JavaScript objects, measured after a garbage collection. */
	heap: number;
	/** Memory of the process as the system sees it. */
	rss: number;
}

const MEGABYTE = 1024 * 1024;
const OPEN_DEADLINE_MS = 10_000;

interface InspectorAnswer {
	id?: number;
	result?: { result?: { value?: unknown } };
}

function rssOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

async function inspectorUrl(port: number): Promise<string> {
	const deadline = Date.now() + OPEN_DEADLINE_MS;
	for (;;) {
		const response = await fetch(`http://127.0.0.1:${port}/json/list`).catch((error: Error) => {
			if (Date.now() > deadline) throw error;
		});
		if (response) {
			const [first] = (await response.json()) as Array<{ webSocketDebuggerUrl: string }>;
			if (first) return first.webSocketDebuggerUrl;
		}
		await pause(100);
	}
}

/** Looks into the heap of another Node process through its inspector. */
export class HeapProbe {
	readonly #pid: number;
	readonly #socket: WebSocket;
	#lastId = 0;

	private constructor(pid: number, socket: WebSocket) {
		this.#pid = pid;
		this.#socket = socket;
	}

	/** What a process must have in NODE_OPTIONS for `open`. Its children do not get an inspector. */
	static nodeOptions(port: number): string {
		return `--inspect-port=127.0.0.1:${port}`;
	}

	/** Makes a process that was started so open its inspector (SIGUSR1). Not on Windows. */
	static async open(pid: number, port: number): Promise<HeapProbe> {
		process.kill(pid, 'SIGUSR1');
		const socket = new WebSocket(await inspectorUrl(port));
		await once(socket, 'open');
		return new HeapProbe(pid, socket);
	}

	async sample(): Promise<MemorySample> {
		// Twice: the first collection runs finalizers, which free more.
		await this.#call('HeapProfiler.collectGarbage', {});
		await this.#call('HeapProfiler.collectGarbage', {});
		const used = await this.evaluate('process.memoryUsage().heapUsed');
		return { heap: Number(used) / MEGABYTE, rss: rssOf(this.#pid) };
	}

	/** The value of an expression in the process, as JSON can hold it. */
	async evaluate(expression: string): Promise<unknown> {
		const answer = await this.#call('Runtime.evaluate', { expression, returnByValue: true });
		return answer.result?.result?.value;
	}

	close(): void {
		this.#socket.close();
	}

	async #call(method: string, params: object): Promise<InspectorAnswer> {
		this.#lastId += 1;
		const id = this.#lastId;
		const answered = new Promise<InspectorAnswer>((resolve) => {
			const listen = ({ data }: MessageEvent) => {
				const message = JSON.parse(String(data)) as InspectorAnswer;
				if (message.id !== id) return;
				this.#socket.removeEventListener('message', listen);
				resolve(message);
			};
			this.#socket.addEventListener('message', listen);
		});
		this.#socket.send(JSON.stringify({ id, method, params }));
		return await answered;
	}
}
