package store

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestDroppedWith looks through the schema: every table that refers to an
// article or a revision is dropped with it.
func TestDroppedWith(t *testing.T) {
	db, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	type reference struct{ table, column string }
	scan := func(scan func(...any) error) (r reference, err error) { return r, scan(&r.table, &r.column) }
	all, err := collect(t.Context(), db.reader, scan, `SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f."table" IN ('articles', 'revisions') AND f."from" NOT IN ('revision', 'number')`)
	if err != nil || len(all) < 6 {
		t.Fatalf("%d references, %v", len(all), err)
	}
	for _, r := range all {
		if !slices.ContainsFunc(droppedWith, func(d struct{ table, column string }) bool { return d.table == r.table && d.column == r.column }) {
			t.Errorf("%s.%s refers to an article and is not dropped with it: name it in droppedWith", r.table, r.column)
		}
	}
}
