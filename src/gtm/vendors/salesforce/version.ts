/**
 * The version of Salesforce's REST API that everything here speaks: Summer '25, which every org has.
 * Salesforce supports a version for at least three years.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/api_rest_eol.htm
 */
export const API_VERSION = 'v64.0';

/** Where the API is below the instance URL. */
export const API_ROOT = `/services/data/${API_VERSION}`;
