/** A progress notification of the server, or the message of a task. */
export interface Progress {
	progress: number;
	total?: number;
	message?: string;
}
