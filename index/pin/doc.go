// Package pin keeps what a search found at a moment, so that somebody can tell
// years later what was added, removed or changed since.
//
// A manifest is one JSON file that stands for itself: the query, the moment,
// the totals, and each statement with its hash and with what was told of it,
// sealed by a sum over all that. The package asks an index through its
// contract; it keeps nothing and looks at no clock.
package pin
