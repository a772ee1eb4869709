/**
 * The dated version of HubSpot's APIs that everything here speaks. v1 to v4 paths lose support in
 * September 2027; a version is supported for 18 months.
 *
 * @see https://developers.hubspot.com/docs/api-reference/legacy/migration-guide
 */
export const API_VERSION = '2026-09';
