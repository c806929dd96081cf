//go:build unix

package crawler_test

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

var (
	growth      = flag.Int("growth", 100, "by how many per cent the heap of BenchmarkPages grows: 100 is what main has for one of 48 MB, 40 for larger ones")
	pagesFolder = flag.String("pages", "../testdata/newsroom", "folder of the pages (.html, .html.gz) that BenchmarkPages reads and saves")
)

// BenchmarkPages makes articles of fetched pages and saves them, each into a
// record that doesn't have it, on one core. The time that the process used, the
// collector's included, is what a busy machine changes least.
func BenchmarkPages(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer debug.SetGCPercent(debug.SetGCPercent(*growth))
	pages := readPages(b, *pagesFolder)
	size := 0
	for _, p := range pages {
		size += len(p.body)
	}
	b.SetBytes(int64(size))
	savePages(b, pages[:1]) // what is made once, at the first page
	saved, used := 0, time.Duration(0)
	for b.Loop() {
		n, took := savePages(b, pages)
		saved, used = saved+n, used+took
	}
	n := float64(b.N * len(pages))
	b.ReportMetric(n/used.Seconds(), "pages/cpu-s")
	b.ReportMetric(used.Seconds()*1000/n, "cpu-ms/page")
	b.ReportMetric(float64(saved)/n, "articles/page")
}

// savePages saves pages into a new record. It gives how many were articles,
// and the time that the process used.
func savePages(b *testing.B, pages []fetchedPage) (articles int, used time.Duration) {
	b.StopTimer()
	ctx := b.Context()
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(b.TempDir(), "record.db"))
	if err != nil {
		b.Fatal(err)
	}
	c, err := crawler.New(crawler.Config{UserAgent: "onrecord/test"}, db)
	if err != nil {
		b.Fatal(err)
	}
	begin := processTime(b)
	b.StartTimer()
	for _, p := range pages {
		page := c.Fetched(ctx, p.url, p.body, time.Now())
		saved, err := db.SavePage(ctx, page, time.Time{})
		if err != nil {
			b.Fatal(err)
		}
		if saved.New {
			articles++
		}
	}
	b.StopTimer()
	used = processTime(b) - begin
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	b.StartTimer()
	return articles, used
}

// processTime is the time on the processors that this process has used.
func processTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

type fetchedPage struct {
	url  *url.URL
	body []byte
}

func readPages(b *testing.B, folder string) []fetchedPage {
	var all []fetchedPage
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		packed := strings.HasSuffix(name, ".html.gz")
		if err != nil || d.IsDir() || !packed && !strings.HasSuffix(name, ".html") {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		var r io.Reader = f
		if packed {
			if r, err = gzip.NewReader(f); err != nil {
				return err
			}
		}
		body, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		u, err := url.Parse(fmt.Sprintf("https://page%d.example/story", len(all)))
		all = append(all, fetchedPage{u, body})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	if len(all) == 0 {
		b.Fatalf("no pages in %s", folder)
	}
	return all
}
