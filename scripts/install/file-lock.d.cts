export function takeLock(lockFile: string): Promise<(() => Promise<void>) | undefined>;
export function withLock<Result>(
	lockFile: string,
	work: () => Promise<Result>,
	options?: { onWait?: () => void },
): Promise<Result>;
