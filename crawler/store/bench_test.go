package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
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
