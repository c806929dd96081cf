package server

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/index/indextest"
)

var (
	loadSize  = flag.Int("load", 100_000, "statements in the index of BenchmarkLoad")
	loadIndex = flag.String("loadindex", "", "folder in which BenchmarkLoad keeps its index from run to run")
	loadTime  = flag.Duration("loadtime", 20*time.Second, "how long BenchmarkLoad asks")
	loadTurns = flag.Int("loadturns", 0, "searches that BenchmarkLoad and BenchmarkLoadSteps let run at a time; 0 is as many as usual")
)

// The load: so many clients, each asking again as soon as it has its answer,
// while so many statements a second are written.
const (
	loadClients  = 8
	loadWriting  = 200
	loadWarmup   = 3 * time.Second
	loadArticles = loadWriting / indextest.EachArticle // a second
)

// BenchmarkLoad asks the search page and the API over HTTP what people and
// programs ask, all at once, while statements are written.
func BenchmarkLoad(b *testing.B) {
	x := loadedIndex(b)
	base := loadServed(b, x)
	for b.Loop() {
		ctx, stop := context.WithTimeout(b.Context(), loadWarmup+*loadTime)
		var all sync.WaitGroup
		all.Go(func() { write(ctx, b, x) })
		clients := make([]*loadClient, loadClients)
		began := time.Now().Add(loadWarmup)
		spent := processorTime(b)
		for i := range clients {
			clients[i] = newLoadClient(base, uint64(i), began)
			all.Go(func() { clients[i].run(ctx, b) })
		}
		all.Wait()
		stop()
		report(b, clients, processorTime(b)-spent)
	}
}

// loadServed serves an index and gives the address.
func loadServed(b *testing.B, x *embedded.Index) string {
	b.Helper()
	h, err := New(Config{Index: x, Record: newRoom(b), Stale: 400 * time.Millisecond, Searches: *loadTurns, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		b.Fatal(err)
	}
	web := httptest.NewServer(h)
	b.Cleanup(web.Close)
	return web.URL
}

// loadedIndex makes the index, or opens the one that was kept.
func loadedIndex(b *testing.B) *embedded.Index {
	b.Helper()
	dir := *loadIndex
	if dir == "" {
		dir = b.TempDir()
	}
	x, err := embedded.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	if r, err := x.Search(b.Context(), index.Query{Limit: 1}); err == nil && !x.Stale() && r.Total >= *loadSize {
		return x
	}
	began := time.Now()
	err = x.Rebuild(b.Context(), func(put func(index.Article, []index.Entry) error) error {
		for p := range indextest.Generated(*loadSize) {
			if err := put(p.Article, p.Entries); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d statements indexed in %s", *loadSize, time.Since(began).Round(time.Second))
	return x
}

// write puts new articles at an even pace.
func write(ctx context.Context, b *testing.B, x *embedded.Index) {
	pace := time.NewTicker(time.Second / loadArticles)
	defer pace.Stop()
	began := time.Now().UnixNano()
	var all sync.WaitGroup
	defer all.Wait()
	n := 0
	for p := range indextest.Generated(100_000) {
		select {
		case <-ctx.Done():
			return
		case <-pace.C:
		}
		n++
		p.Article.ID = fmt.Sprintf("new-%d-%d", began, n)
		all.Go(func() {
			if err := x.Put(context.WithoutCancel(ctx), p.Article, p.Entries); err != nil {
				b.Error(err)
			}
		})
	}
}

// loadClient asks one thing after another.
type loadClient struct {
	base  string
	rand  *rand.Rand
	words []string
	began time.Time
	http  *http.Client
	took  map[string][]time.Duration
	next  string // an address that an answer named as its next page
}

func newLoadClient(base string, seed uint64, began time.Time) *loadClient {
	return &loadClient{base: base, rand: rand.New(rand.NewPCG(3, seed)), words: indextest.Vocabulary(), began: began,
		http: &http.Client{Transport: &http.Transport{}}, took: make(map[string][]time.Duration)}
}

// run asks until ctx ends and notes how long each answer took.
func (c *loadClient) run(ctx context.Context, b *testing.B) {
	defer c.http.CloseIdleConnections()
	for {
		err := c.once(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			b.Error(err)
			return
		}
	}
}

func (c *loadClient) once(ctx context.Context) error {
	kind, target := c.ask()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+target, nil)
	if err != nil {
		return err
	}
	began := time.Now()
	res, err := c.http.Do(r)
	if err == nil {
		err = c.read(res, kind)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	if began.After(c.began) {
		c.took[kind] = append(c.took[kind], time.Since(began))
	}
	return nil
}

func (c *loadClient) read(res *http.Response, kind string) error {
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %.300s", res.StatusCode, body)
	}
	if strings.HasPrefix(kind, "page") {
		if m := nextLink.FindSubmatch(body); m != nil {
			c.next = strings.ReplaceAll(strings.ReplaceAll(string(m[1]), "&amp;", "&"), "&#43;", "+")
		}
		return nil
	}
	if m := nextPage.FindStringSubmatch(res.Header.Get("Link")); m != nil {
		c.next = m[1]
	}
	if !json.Valid(body) {
		return errors.New("no JSON")
	}
	return nil
}

var nextPage = regexp.MustCompile(`<([^>]*)>; rel="next"`)

// ask gives what is asked next and of which kind it is.
func (c *loadClient) ask() (kind, target string) {
	v := url.Values{}
	switch n := c.rand.IntN(100); {
	case n < 10:
		return "page start", "/"
	case n < 20 && c.next != "":
		next := c.next
		c.next = ""
		if strings.HasPrefix(next, "/api/") {
			return "api next", next
		}
		return "page next", next
	case n < 50:
		kind = "page "
	default:
		kind = "api "
	}
	switch n := c.rand.IntN(100); {
	case n < 35:
		kind += "term"
		v.Set("q", c.word(len(c.words)))
	case n < 50:
		kind += "and"
		v.Set("q", c.word(1000)+" "+c.word(5000))
	case n < 65:
		kind += "phrase"
		v.Set("q", `"`+c.word(200)+" "+c.word(200)+`"`)
	case n < 80:
		kind += "filters"
		v.Set("stance", index.Closed(index.Stance)[c.rand.IntN(14)])
		v.Set("party", fmt.Sprintf("Company %d", c.rand.IntN(50)))
		v.Set("sort", "date")
	case n < 90:
		kind += "dates"
		v.Set("q", c.word(5000)+fmt.Sprintf(" date:2024-%02d-03..2024-%02d-20", 1+c.rand.IntN(6), 7+c.rand.IntN(6)))
	default:
		kind += "either"
		v.Set("q", c.word(5000)+" OR "+c.word(5000))
		v.Set("outlet", fmt.Sprintf("Outlet %d", c.rand.IntN(60)))
	}
	switch {
	case strings.HasPrefix(kind, "page"):
		return kind, "/?" + v.Encode()
	case c.rand.IntN(5) == 0:
		v.Del("sort")
		return kind + " facets", "/api/v1/facets?" + v.Encode()
	}
	return kind, "/api/v1/statements?" + v.Encode()
}

// word gives one of the most frequent words, as often from the first ten as
// from the second hundred.
func (c *loadClient) word(of int) string {
	return c.words[int(math.Exp(c.rand.Float64()*math.Log(float64(of))))]
}

// processorTime is what this process has used so far, clients included.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// report gives the figures of all clients. The processor's time is that of
// clients and writing too; unlike the others it hardly depends on what else
// the machine does.
func report(b *testing.B, clients []*loadClient, spent time.Duration) {
	all := allTook(clients)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	for kind, took := range all {
		slices.Sort(took)
		p50, p99 := ms(took[len(took)/2]), ms(took[len(took)*99/100])
		switch kind {
		case "":
			b.ReportMetric(float64(len(took))/loadTime.Seconds(), "requests/s")
			b.ReportMetric(spent.Seconds()*1000/float64(len(took))*loadTime.Seconds()/(loadWarmup+*loadTime).Seconds(), "cpu-ms/request")
			b.ReportMetric(p50, "p50-ms")
			b.ReportMetric(p99, "p99-ms")
		case "api", "page":
			b.ReportMetric(p99, kind+"-p99-ms")
		default:
			b.Logf("%-22s %6d  p50 %6.1f ms  p99 %6.1f ms", kind, len(took), p50, p99)
		}
	}
}

// allTook puts together how long all answers took: by kind, by room, and all
// of them under "".
func allTook(clients []*loadClient) map[string][]time.Duration {
	all := make(map[string][]time.Duration)
	for _, c := range clients {
		for kind, took := range c.took {
			all[kind] = append(all[kind], took...)
			room, _, _ := strings.Cut(kind, " ")
			all[room] = append(all[room], took...)
			all[""] = append(all[""], took...)
		}
	}
	return all
}
