// Package indextest holds every index to the same behaviour.
package indextest
