package server

import (
	"context"
	"fmt"
	"time"
)

// Hold is what keeps an article from being dropped by a rule of retention.
type Hold struct {
	// Kind is statement, article, outlet, search or query, and What which.
	Kind, What string
	Reason     string
	Since      time.Time
}

// Dropped is the error of what was on record and was dropped by a rule of
// retention.
type Dropped struct {
	At   time.Time
	Rule string
}

func (d Dropped) Error() string {
	return fmt.Sprintf("dropped on %s by the rule: %s", day(d.At), d.Rule)
}

// holds gives an article's, if this site shows them.
func (s *site) holds(ctx context.Context, article string) ([]Hold, error) {
	if s.Holds == nil {
		return nil, nil
	}
	all, err := s.Holds(ctx, article)
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	return all, nil
}
