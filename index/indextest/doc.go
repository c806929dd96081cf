// Package indextest holds every index to the same behaviour: a record and
// queries on it as text (testdata/record.txt, testdata/queries.txt), and what
// putting, replacing, deleting and searching at the same time must do.
//
// It is for tests only.
package indextest
