// Nominal types over plain values, for quantities and identities that must not be mixed up.
// Pure types: nothing here exists at run time.

declare const brand: unique symbol;

/** `Base` that the compiler keeps apart from every other `Base`: `Brand<number, 'Hours'>` is not `Brand<number, 'Points'>`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
