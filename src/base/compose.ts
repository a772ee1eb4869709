/** A step around the rest of the way: it ends here, or goes on with `next` and sees what comes of it. */
export type Interceptor<Call, Result> = (
	call: Call,
	next: (call: Call) => Promise<Result>,
) => Promise<Result>;

/**
 * One way through all interceptors, the first of the list outermost, to what does the work at its end.
 */
export function compose<Call, Result>(
	interceptors: ReadonlyArray<Interceptor<Call, Result>>,
	work: (call: Call) => Promise<Result>,
): (call: Call) => Promise<Result> {
	return interceptors.reduceRight<(call: Call) => Promise<Result>>(
		(next, interceptor) => async (call) => await interceptor(call, next),
		work,
	);
}
