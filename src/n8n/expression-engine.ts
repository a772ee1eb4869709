import { LoggerProxy } from 'n8n-workflow';

/** A class of n8n-core, of which an object of ours has the constructor. */
export type AnyConstructor = new (...given: unknown[]) => unknown;

/** n8n evaluates expressions, also those of credentials, for whoever has taken an engine before. */
export interface Expressions {
	acquireIsolate?(): Promise<boolean>;
	releaseIsolate?(): Promise<void>;
}

/** A workflow of n8n's, as far as its expressions go. */
interface WithExpressions {
	expression?: Expressions;
}

/** Who works with expressions of our own. */
interface OwnEngine {
	users: number;
	/** Milliseconds for which it is kept after its last use. */
	keptMs: number;
	/** Gives the engine back when nobody has used it for a while. */
	idle?: NodeJS.Timeout;
}

const engines = new WeakMap<Expressions, OwnEngine>();

/** Of a context that works for one call after another: n8n takes 50 ms to make an engine, a call takes 5. */
export const KEPT_MS = 60_000;

/** The same workflow, whose engine nobody else takes or gives back. */
export function withOwnExpressions<Workflow extends WithExpressions>(
	workflow: Workflow,
	keptMs: number,
): Workflow {
	const { expression } = workflow;
	const own = Object.create(workflow) as Workflow;
	if (expression) {
		own.expression = new (expression.constructor as AnyConstructor)(own) as Expressions;
		engines.set(own.expression, { users: 0, keptMs });
	}
	return own;
}

/**
 * Works with a context that `contextOfNode` made to send, outside of executions: n8n itself takes an
 * engine for expressions only around what it runs.
 */
export async function withExpressions<Result>(
	context: object,
	work: () => Promise<Result>,
): Promise<Result> {
	const { expression } = (context as { workflow?: WithExpressions }).workflow ?? {};
	const engine = expression && engines.get(expression);
	if (!expression || !engine) return await work();
	clearTimeout(engine.idle);
	engine.users += 1;
	let isSound = false;
	try {
		await expression.acquireIsolate?.();
		const result = await work();
		isSound = true;
		return result;
	} finally {
		engine.users -= 1;
		// One that may be the cause of a failure is not kept.
		const isKept = isSound && engine.keptMs > 0;
		if (engine.users === 0 && !isKept) await expression.releaseIsolate?.();
		else if (engine.users === 0) keepAWhile(expression, engine);
	}
}

function keepAWhile(expression: Expressions, engine: OwnEngine): void {
	const release = async () => {
		if (engine.users === 0) await expression.releaseIsolate?.();
	};
	engine.idle = setTimeout(() => {
		release().catch((error: unknown) =>
			LoggerProxy.warn(`GTM: an engine for expressions was not given back: ${String(error)}`),
		);
	}, engine.keptMs).unref();
}
