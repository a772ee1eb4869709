import { readCard } from './card-files';
import { createContextProvider } from './context-provider/context-provider';
import { placeOf, repeatTask } from './mcp-process';
import type { TriggerParameters } from './trigger-parameters';
import { observedGraph } from '../context/process-graph';
import type { Provider } from '../../mcp/server/provider/provider';

/**
 * What a server offers by the switches of its trigger alone, made for this server.
 *
 * @param report hears of trouble that fails no request
 */
export function ownProviders(
	parameters: Pick<TriggerParameters, 'contextGraph' | 'contextPrivacy'>,
	report: (message: string) => void,
): Provider[] {
	const { contextGraph: access, contextPrivacy } = parameters;
	if (access === 'off') return [];
	return [
		createContextProvider(
			{ writes: access === 'write', upTo: contextPrivacy },
			{
				graph: observedGraph,
				now: () => Date.now(),
				readCard,
				repeat: repeatTask,
				report: (error) => report(placeOf(error)),
			},
		),
	];
}
