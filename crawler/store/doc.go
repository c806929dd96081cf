// Package store keeps the truth: feeds, hosts, captures, articles, revisions,
// statements, saved searches, subscriptions, deliveries, holds, tombstones, and
// the durable jobs between them. Saving a thing and enqueueing its next step is one transaction.
//
// The jobs are a table of this package: a job is done at least once, runs in
// one place at a time, and may enqueue itself while it runs, which is how a
// feed or a page asks for its next look in the transaction that saves this one.
// (River skips a unique job while the same one runs, without an error.)
//
// It must not fetch, extract, search or render.
package store
