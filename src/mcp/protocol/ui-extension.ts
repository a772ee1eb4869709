import type { JsonObject } from './json-rpc';

/** MCP Apps (SEP-1865): hosts show a page of the server's own with the result of a tool. */
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';

/** The only type that hosts show; they compare it character by character. */
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app';

/** Who may see and call a tool: the model, or the page that is shown with a result. */
export type Visibility = 'model' | 'app';

/** How hosts show the results of a tool. */
export interface ToolView {
	/** Of the page, exactly as `resources/read` serves it; undefined if results are not shown. */
	uri?: string;
	/** Both if left out. */
	visibility?: readonly Visibility[];
}

/** `_meta` of a tool. The flat key is older; hosts are in use that know it alone. */
export function toolViewMeta({ uri, visibility = ['model', 'app'] }: ToolView): JsonObject {
	return {
		ui: { ...(uri === undefined ? {} : { resourceUri: uri }), visibility: [...visibility] },
		...(uri === undefined ? {} : { 'ui/resourceUri': uri }),
	};
}

/**
 * `_meta` of a page's contents. Without `csp` hosts allow what is in the page and nothing else; without
 * `domain` they choose an origin, where a wrong one makes some show nothing.
 */
export const VIEW_META: JsonObject = { ui: { prefersBorder: true } };
