// Package store keeps the truth: feeds, hosts, captures, articles, revisions,
// statements, saved searches, subscriptions, deliveries, and the durable jobs
// between them. Saving a thing and enqueueing its next step is one transaction.
//
// It must not fetch, extract, search or render.
package store
