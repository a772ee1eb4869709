/** Phone numbers by the plans of the world's countries: the small tables, which know lengths. */
export { parsePhoneNumberFromString } from 'libphonenumber-js/min';
export type { CountryCode } from 'libphonenumber-js/min';
