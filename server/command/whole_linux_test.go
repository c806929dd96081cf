package command

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
)

var (
	wholeFeeds = flag.Int("feeds", 12, "feeds of the whole crawl, each of a host of its own")
	wholePages = flag.Int("feedpages", 2, "pages that each feed of the whole crawl names")
)

// mostMemory is what a crawl may take of the machine's at most, in bytes.
const mostMemory = 300_000_000

// TestWholeCrawl crawls many feeds and their pages of 150 kB to the end, with
// the statements found and the index written, in a process of its own, and
// holds it to its memory. With -feeds 1000 it is as large as promised.
func TestWholeCrawl(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	web := httptest.NewUnstartedServer(manyOutlets{paragraphs: newsroomParagraphs(t)})
	defer web.Close()
	if err := web.Listener.Close(); err != nil {
		t.Fatal(err)
	}
	var err error
	if web.Listener, err = net.Listen("tcp4", "0.0.0.0:0"); err != nil {
		t.Fatal(err)
	}
	web.Start()
	_, port, err := net.SplitHostPort(web.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(t.TempDir(), "onrecord.yaml")
	if err := os.WriteFile(config, []byte("crawler:\n  delay: 100ms\n  allow_private: [127.0.0.0/8]\nlog_level: error\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"crawl", "--config", config, "--data", filepath.Join(t.TempDir(), "data"), "--as", "feed"}
	for i := range *wholeFeeds {
		args = append(args, fmt.Sprintf("http://127.1.%d.%d:%s/feed", i/250, i%250+1, port))
	}
	crawl := exec.CommandContext(t.Context(), binary, args...)
	var told bytes.Buffer
	crawl.Stdout, crawl.Stderr = &told, &told
	begin := time.Now()
	if err := crawl.Start(); err != nil {
		t.Fatal(err)
	}
	ended, most := make(chan struct{}), make(chan int)
	go func() { most <- peakOf(crawl.Process.Pid, ended) }()
	err = crawl.Wait()
	close(ended)
	peak, out := <-most, told.String()
	if err != nil {
		t.Fatalf("%v\n%s", err, out[max(0, len(out)-2000):])
	}
	if peak == 0 {
		t.Fatal("the system tells nothing of the memory")
	}
	t.Logf("%d feeds, %d pages in %s (%s of processor time), at most %d MB: %s", *wholeFeeds, *wholeFeeds**wholePages,
		time.Since(begin).Round(time.Second), (crawl.ProcessState.UserTime() + crawl.ProcessState.SystemTime()).Round(time.Second), peak/1e6, out)
	if want := fmt.Sprintf("on record: %d articles", *wholeFeeds**wholePages); !strings.Contains(out, want) {
		t.Errorf("want %q", want)
	}
	if peak > mostMemory {
		t.Errorf("took %d MB", peak/1e6)
	}
}

// peakOf looks until a process has ended how much memory it took at most, in
// bytes. What the system tells at the end won't do: it counts what this process
// had when the other began.
func peakOf(pid int, ended <-chan struct{}) int {
	peak := 0
	for {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok && err == nil {
			kB := 0
			if _, err := fmt.Sscan(rest, &kB); err == nil {
				peak = max(peak, kB<<10)
			}
		}
		select {
		case <-ended:
			return peak
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// newsroomParagraphs are those of all articles of the recorded newsroom.
func newsroomParagraphs(t *testing.T) []string {
	var all []string
	err := filepath.WalkDir("../../testdata/newsroom", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		a, reason, err := crawler.Read(page, "text/html", "", crawler.Selectors{})
		if err == nil && reason == "" {
			all = append(all, strings.Split(a.Text, "\n\n")...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// manyOutlets answers for any number of outlets, each at an address of its own,
// with stories that are put together of paragraphs.
type manyOutlets struct{ paragraphs []string }

func (m manyOutlets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /search\n")
	case path == "/feed":
		fmt.Fprintf(w, "<rss version='2.0'><channel><title>%s</title>", r.Host)
		for i := range *wholePages {
			fmt.Fprintf(w, "<item><title>Story %d of %s</title><link>http://%s/2024/story-%d</link></item>", i, r.Host, r.Host, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	default:
		m.story(w, r)
	}
}

// story serves a page as they are: of 150 kB, of which the text is 5.
func (m manyOutlets) story(w http.ResponseWriter, r *http.Request) {
	address := "http://" + r.Host + r.URL.Path
	seed := uint64(14695981039346656037)
	for _, c := range []byte(address) {
		seed = (seed ^ uint64(c)) * 1099511628211
	}
	random := rand.New(rand.NewPCG(seed, 0))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>What %x said</title><link rel="canonical" href="%s">
<meta property="article:published_time" content="2024-08-06T08:00:00Z"><script>%s</script></head><body><nav>%s</nav><article><h1>What %x said</h1>`,
		seed, address, strings.Repeat("window.dataLayer = window.dataLayer || [];\n", 1500), strings.Repeat(`<a href="/section">A section of the paper</a>`, 150), seed)
	for range 16 {
		fmt.Fprintf(w, "<p>%s</p>\n", m.paragraphs[random.IntN(len(m.paragraphs))])
	}
	fmt.Fprintf(w, "</article><aside>%s</aside></body></html>", strings.Repeat(`<div class="card"><a href="/other"><img src="a.jpg"><span>Another story that you may like</span></a></div>`, 500))
}
