package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// mostPrepared bounds the statements that are kept: far more than this package
// has, but for those that are put together.
const mostPrepared = 200

// statements are those of the writer's connection that are prepared. One that
// is asked for first is prepared before the next transaction begins, for
// within one the connection is taken.
type statements struct {
	mu     sync.Mutex
	ready  map[string]*sql.Stmt
	wanted map[string]bool
}

func newStatements() *statements {
	return &statements{ready: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// of gives the statement of a query, nil when it isn't prepared.
func (s *statements) of(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ready[query]
}

// want has a query that works prepared.
func (s *statements) want(query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready[query] == nil && len(s.ready)+len(s.wanted) < mostPrepared {
		s.wanted[query] = true
	}
}

// prepare prepares what was wanted since it was called last.
func (s *statements) prepare(ctx context.Context, db *sql.DB) error {
	for query := range s.take() {
		stmt, err := db.PrepareContext(ctx, query)
		if err != nil {
			return fmt.Errorf("prepare statement: %w", err)
		}
		if err := s.keep(query, stmt); err != nil {
			return fmt.Errorf("prepare statement: %w", err)
		}
	}
	return nil
}

// take gives what was wanted since it was called last, to nobody else.
func (s *statements) take() map[string]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := s.wanted
	s.wanted = map[string]bool{}
	return wanted
}

// keep keeps a prepared statement; one that another writer has prepared
// meanwhile stays.
func (s *statements) keep(query string, stmt *sql.Stmt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready[query] != nil {
		return stmt.Close()
	}
	s.ready[query] = stmt
	return nil
}
