import { type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { type Seen, type Watched, compare, look } from './change-watch';
import { ClientAccesses } from './client-access';
import { toNodeError } from './node-error';
import { nodeSource, pickedText, textOf } from './parameter-source';
import { toPrincipal } from './principal';
import { urlParameter } from './server-parameters';

/** What a workflow keeps between two polls. */
interface Saved {
	/** Which server and what of it: another choice begins anew. */
	of?: string;
	seen?: Seen;
}

/**
 * One poll: what changed since the last one. The first one only notes what is there; in the editor it
 * shows it, as if it were new. Nothing, if nothing changed.
 */
export async function pollChanges(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const source = nodeSource(context);
	const watched = source.get('watch', 'resource') as Watched;
	const uri = pickedText(source.get('uri', '')).trim();
	if (watched === 'resource' && uri === '') {
		throw new NodeOperationError(context.getNode(), "'URI' is empty", {
			description: 'Choose a resource from the list or enter its URI.',
		});
	}
	try {
		const { access } = await new ClientAccesses().open(source);
		const things = await look(access, watched, uri, {});
		const saved: Saved = context.getWorkflowStaticData('node');
		const of = toPrincipal([
			watched,
			uri,
			...['server', 'preset', 'presetEndpoint', 'presetValue', urlParameter(source), 'command'].map(
				(name) => textOf(source.get(name, '')),
			),
		]);
		const isKnown = saved.of === of && saved.seen !== undefined;
		const { seen, changes } = compare(isKnown ? (saved.seen ?? {}) : {}, things);
		if (context.getMode() === 'manual') return changes.length > 0 ? [changes] : null;
		saved.of = of;
		saved.seen = seen;
		return isKnown && changes.length > 0 ? [changes] : null;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
