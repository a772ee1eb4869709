/**
 * The dated version of HubSpot's APIs that everything here speaks. v4 paths lose support on
 * 2027-03-30, v1 to v3 in September 2027; a version is supported for 18 months.
 *
 * @see https://developers.hubspot.com/docs/api-reference/legacy/migration-guide
 */
export const API_VERSION = '2026-09';
