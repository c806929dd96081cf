// Package digest writes what is new on the record, for one saved search and
// one period, as one email, and sends it once.
//
// Compose asks the index what the period brought and puts it in order: new
// accusations, denials, answers and silences first, then the rest by party.
// Deliver takes a composed digest to its reader through a Carrier, with a
// Ledger that remembers how far it came, so that a process that dies between
// any two steps goes on where it was.
//
// It must not fetch, store or extract.
package digest
