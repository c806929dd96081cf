package embedded

import (
	"context"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

func TestSmoke(t *testing.T) {
	x, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	a := index.Article{ID: "a1", Revision: 1, Title: "Airline blames vendor", Outlet: "The Gazette", Published: time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC), Text: "The airline’s lawyers said flights were cancelled.\n\nMore."}
	e := index.Entry{Words: "the flights were cancelled because of the vendor’s update", Article: a,
		Statement: extractor.Statement{ID: "s1", Stance: extractor.Accuse, Speaker: extractor.Party{Name: "Ann Lee", For: "Blue Air; Red Air"}, Target: "Vendor"}}
	if err := x.Put(context.Background(), a, []index.Entry{e}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "cancel", `"were cancelled"`, "vendor -update", "stance:accuse", "stance:deny", "party:blue", `party:"blue air" lee`, "date:2024-08", "-date:2024-08"} {
		q, err := index.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		q.Facets = index.Facets()
		r, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%q %d %v %v", text, r.Total, r.Facets[index.Party], r.Facets[index.Stance])
		for _, h := range r.Hits {
			t.Logf("  %v %v %s", h.Score, h.Marks, h.Words)
		}
	}
	r, err := x.Search(context.Background(), index.Query{Of: index.Articles, Expr: index.Term{Word: "flight"}})
	t.Logf("%+v %v", r, err)
}
