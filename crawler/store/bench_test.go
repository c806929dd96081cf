package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

// BenchmarkSavePage saves new articles of 5 KB with a page of 60 KB.
func BenchmarkSavePage(b *testing.B) {
	ctx, db := context.Background(), open(b)
	body := strings.Repeat("<div class=\"story\"><p>Delta said that it will sue.</p></div>\n", 1000)
	b.SetBytes(int64(len(body)))
	for i := 0; b.Loop(); i++ {
		text := strings.Repeat(fmt.Sprintf("Delta %d said that outage %d cost it %d million dollars. ", i, i, i), 85)
		p := page(fmt.Sprint("https://news.example/", i), text)
		p.Capture.ID, p.Capture.Body = fmt.Sprint(i), []byte(body)
		if _, err := db.SavePage(ctx, p, time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJobs enqueues jobs one by one and does them with two workers.
func BenchmarkJobs(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	db := open(b)
	for i := range b.N {
		if err := db.Enqueue(ctx, crawler.Job{Kind: crawler.PageJob, Key: fmt.Sprint(i)}); err != nil {
			b.Fatal(err)
		}
	}
	var done atomic.Int64
	b.ResetTimer()
	err := db.Work(ctx, map[string]store.Handler{crawler.PageJob: func(context.Context, crawler.Job) error {
		if done.Add(1) == int64(b.N) {
			cancel()
		}
		return nil
	}}, 2)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "jobs/s")
}

// BenchmarkJobLatency is the time from enqueueing to the handler.
func BenchmarkJobLatency(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	db := open(b)
	began, ended := make(chan bool), make(chan error)
	go func() {
		ended <- db.Work(ctx, map[string]store.Handler{crawler.PageJob: func(context.Context, crawler.Job) error {
			began <- true
			return nil
		}}, 2)
	}()
	for i := 0; b.Loop(); i++ {
		if err := db.Enqueue(ctx, crawler.Job{Kind: crawler.PageJob, Key: fmt.Sprint(i)}); err != nil {
			b.Fatal(err)
		}
		<-began
	}
	cancel()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}

// BenchmarkAssign finds the utterances of articles of 20 statements, all of one
// speaker: every tenth statement repeats one of an earlier article.
func BenchmarkAssign(b *testing.B) {
	ctx, db := context.Background(), open(b)
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 3, 30_000)
	var said []string
	statements := 0
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		id, text := fmt.Sprint("article ", i), strings.Builder{}
		var all []extractor.Statement
		for n := range 20 {
			words := ""
			if len(said) > 0 && random.IntN(10) == 0 {
				words = said[random.IntN(len(said))]
			} else {
				for range 14 {
					words += fmt.Sprint("w", zipf.Uint64(), " ")
				}
				said = append(said, words)
			}
			text.WriteString("She said ")
			at := text.Len()
			text.WriteString(words + ".\n\n")
			all = append(all, extractor.Statement{ID: fmt.Sprint(i, " ", n), Article: id, Quote: extractor.Indirect,
				Speaker: extractor.Party{Name: "Ada Quill", Kind: extractor.Person}, Content: []extractor.Span{{Start: at, End: at + len(words) - 1}}})
		}
		p := page(fmt.Sprint("https://news.example/", i), text.String())
		p.Article.ID, p.Capture.ID = id, fmt.Sprint(i)
		if _, err := db.SavePage(ctx, p, time.Time{}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := db.Assign(ctx, id, 1, all); err != nil {
			b.Fatal(err)
		}
		statements += len(all)
	}
	b.ReportMetric(float64(statements)/b.Elapsed().Seconds(), "statements/s")
}
