package embedded

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	bleve "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"onrecord/index"
	"onrecord/index/indextest"
)

// beside makes an index of Bleve's own of the same statements: their words,
// dates and eleven facets with doc values, and nothing else.
func beside(b *testing.B) bleve.Index {
	b.Helper()
	dir := *benchIndex
	if dir == "" {
		dir = b.TempDir()
	}
	dir = filepath.Join(dir, fmt.Sprintf("bleve-%d", *benchStatements))
	if x, err := bleve.Open(dir); err == nil {
		return x
	}
	x, err := bleve.NewUsing(dir+".new", plainMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	batch := x.NewBatch()
	for p := range indextest.Generated(*benchStatements) {
		for _, e := range p.Entries {
			v := newValues()
			v.article(p.Article)
			v.statement(e)
			d := map[string]any{"words": e.Words, "date": p.Article.Published}
			for f, list := range v {
				d[string(f)] = list
			}
			if err := batch.Index(e.Statement.ID, d); err != nil {
				b.Fatal(err)
			}
		}
		if batch.Size() < mostInBatch {
			continue
		}
		if err := x.Batch(batch); err != nil {
			b.Fatal(err)
		}
		batch.Reset()
	}
	if err := x.Batch(batch); err != nil {
		b.Fatal(err)
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(dir+".new", dir); err != nil {
		b.Fatal(err)
	}
	if x, err = bleve.Open(dir); err != nil {
		b.Fatal(err)
	}
	return x
}

func plainMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	words := bleve.NewTextFieldMapping()
	words.Analyzer, words.Store, words.IncludeTermVectors, words.IncludeInAll, words.DocValues = simple.Name, false, false, false, false
	m.DefaultMapping.AddFieldMappingsAt("words", words)
	date := bleve.NewDateTimeFieldMapping()
	date.Store, date.IncludeInAll = false, false
	m.DefaultMapping.AddFieldMappingsAt("date", date)
	for _, f := range index.Facets() {
		facet := bleve.NewKeywordFieldMapping()
		facet.Store, facet.IncludeInAll = false, false
		m.DefaultMapping.AddFieldMappingsAt(string(f), facet)
	}
	return m
}

// BenchmarkBeside asks both indexes for a word of the statements with all
// facets, and reports how many times longer Bleve's own facets take for the
// same answer, which it is held to.
func BenchmarkBeside(b *testing.B) {
	x, other := indexed(b), beside(b)
	b.Cleanup(func() {
		if err := other.Close(); err != nil {
			b.Error(err)
		}
	})
	for _, byDate := range []bool{false, true} {
		name := map[bool]string{false: "score", true: "date"}[byDate]
		b.Run(name, func(b *testing.B) {
			d := newDrawn()
			var ours, theirs, ourWork, theirWork []time.Duration
			timed := func(took, worked *[]time.Duration, do func()) {
				began, busy := time.Now(), processorTime(b)
				do()
				*took, *worked = append(*took, time.Since(began)), append(*worked, processorTime(b)-busy)
			}
			for b.Loop() {
				word := d.word()
				q := index.Query{Expr: index.Phrase{Field: index.Content, Text: word}, Facets: index.Facets(), ByDate: byDate}
				s := request(word, byDate)
				var r index.Result
				var o *bleve.SearchResult
				var err, otherErr error
				timed(&ours, &ourWork, func() { r, err = x.Search(context.Background(), q) })
				timed(&theirs, &theirWork, func() { o, otherErr = other.Search(s) })
				if err != nil || otherErr != nil {
					b.Fatal(err, otherErr)
				}
				same(b, word, r, o)
			}
			b.ReportMetric(sumOf(theirWork)/sumOf(ourWork), "times-less-work")
			b.ReportMetric(sumOf(theirs)/sumOf(ours), "times-faster")
			b.ReportMetric(percentile(theirs, 50)/percentile(ours, 50), "times-faster-p50")
			b.ReportMetric(percentile(ours, 50), "p50-ms")
			b.ReportMetric(percentile(ours, 99), "p99-ms")
			b.ReportMetric(percentile(theirs, 50), "bleve-p50-ms")
			b.ReportMetric(percentile(theirs, 99), "bleve-p99-ms")
		})
	}
}

func sumOf(list []time.Duration) (sum float64) {
	for _, d := range list {
		sum += d.Seconds()
	}
	return sum
}

func request(word string, byDate bool) *bleve.SearchRequest {
	q := bleve.NewTermQuery(word)
	q.SetField("words")
	s := bleve.NewSearchRequestOptions(q, index.DefaultLimit, 0, false)
	if byDate {
		s.SortBy([]string{"-date", "_id"})
	}
	for _, f := range index.Facets() {
		s.AddFacet(string(f), bleve.NewFacetRequest(string(f), index.MaxCounts))
	}
	return s
}

// same holds both answers to each other.
func same(b *testing.B, word string, r index.Result, o *bleve.SearchResult) {
	b.Helper()
	if uint64(r.Total) != o.Total {
		b.Fatalf("%s: %d found, Bleve finds %d", word, r.Total, o.Total)
	}
	for _, f := range index.Facets() {
		terms := o.Facets[string(f)].Terms.Terms()
		if len(terms) != len(r.Facets[f]) {
			b.Fatalf("%s: %d values of %s, Bleve counts %d", word, len(r.Facets[f]), f, len(terms))
		}
		for i, t := range terms {
			if t.Count != r.Facets[f][i].Count {
				b.Fatalf("%s: value %d of %s: %v, Bleve counts %v", word, i, f, r.Facets[f][i], t)
			}
		}
	}
}
