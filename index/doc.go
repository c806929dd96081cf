// Package index says what can be asked of the record and what comes back: the
// query language, the facets, and the contract that every index fulfils.
//
// It holds no index itself (see embedded), reads no store and renders
// nothing.
package index
