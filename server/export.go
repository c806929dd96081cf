package server

import (
	"context"
	"fmt"
	"io"

	"onrecord/index"
)

// Format is a form in which the whole result of a search leaves the house.
type Format string

// The formats.
const (
	CSV    Format = "csv"    // RFC 4180, for spreadsheets
	NDJSON Format = "ndjson" // one JSON object a line, the last one tells how it ended
	JSONLD Format = "jsonld" // schema.org's Quotation
)

// Formats lists them.
func Formats() []Format { return []Format{CSV, NDJSON, JSONLD} }

// batch is how many statements are asked for at once: few enough to hold,
// enough that a large result isn't walked too often.
const batch = 2000

// form writes statements in a format.
type form interface {
	// begin is called once, with the number of all that match.
	begin(total int) error
	// hit writes one statement.
	hit(h index.Hit) error
	// end tells how it ended.
	end(o outcome) error
}

// outcome is how an export ended.
type outcome struct {
	count, total int
	// next is the cursor of the rest, empty when nothing is left.
	next string
	err  error
}

// Export writes all that a search finds, the newest first, whatever the
// query's own order: statements keep their place by date while the record
// grows. It asks for one batch after another and holds no more than that, so
// what is on record from the beginning to the end is written exactly once;
// what came or went meanwhile may be or not. A query with a cursor goes on
// from there. base is the address of the server that links lead to.
func Export(ctx context.Context, w io.Writer, x Searcher, q index.Query, f Format, base string) error {
	to, err := formOf(f, w, q, base)
	if err != nil {
		return err
	}
	return export(ctx, x, q, to, func() error { return nil })
}

func formOf(f Format, w io.Writer, q index.Query, base string) (form, error) {
	switch f {
	case CSV:
		return newCSV(w, base), nil
	case NDJSON:
		return newNDJSON(w), nil
	case JSONLD:
		return newJSONLD(w, q, base), nil
	}
	return nil, fmt.Errorf("no format %q", f)
}

// export is Export; batched is called after each batch.
func export(ctx context.Context, x Searcher, q index.Query, to form, batched func() error) error {
	q = exported(q)
	var o outcome
	result, err := x.Search(ctx, q)
	if err != nil {
		return err // nothing is written yet
	}
	o.total = result.Total
	if err := to.begin(o.total); err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	for {
		for _, h := range result.Hits {
			if err := to.hit(h); err != nil {
				return fmt.Errorf("write export: %w", err)
			}
			o.count++
		}
		if err := batched(); err != nil {
			return fmt.Errorf("write export: %w", err)
		}
		if o.next = result.Next; o.next == "" {
			return to.end(o)
		}
		q.Cursor = o.next
		if result, err = x.Search(ctx, q); err != nil {
			o.err = fmt.Errorf("search the rest: %w", err)
			if err := to.end(o); err != nil {
				return fmt.Errorf("write export: %w", err)
			}
			return o.err
		}
	}
}

// exported is the query whose batches make an export.
func exported(q index.Query) index.Query {
	q.ByDate, q.Limit, q.Facets, q.Every, q.Collapse, q.Count = true, batch, nil, "", false, ""
	return q
}
