// Package digest writes what is new on the record as one email and sends it.
package digest
