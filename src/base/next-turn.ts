/** Lets whatever else waits in the process go on first: between two stages of work that take long. */
export async function nextTurn(): Promise<void> {
	await new Promise((resume) => setImmediate(resume));
}
