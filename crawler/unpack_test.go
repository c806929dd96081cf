package crawler

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// packers are the codings that are undone.
func packers() map[string]func(io.Writer) io.WriteCloser {
	return map[string]func(io.Writer) io.WriteCloser{
		"gzip":   func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"x-gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":     func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"zstd": func(w io.Writer) io.WriteCloser {
			z, err := zstd.NewWriter(w)
			if err != nil {
				panic(err)
			}
			return z
		},
	}
}

func packed(t testing.TB, coding string, write func(io.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := packers()[coding](&b)
	write(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnpack(t *testing.T) {
	const words = "The airline said that it would go to court if it must."
	for coding := range packers() {
		body := packed(t, coding, func(w io.Writer) { io.WriteString(w, strings.Repeat(words, 100)) })
		got, err := unpack(bytes.NewReader(body), strings.ToUpper(coding), 100_000)
		if string(got) != strings.Repeat(words, 100) || err != nil {
			t.Errorf("%s: %d bytes, %v", coding, len(got), err)
		}
		if got, err := unpack(bytes.NewReader(body), coding, 100); !errors.Is(err, ErrTooLarge) || len(got) > 100 {
			t.Errorf("%s: %d bytes over the limit of 100, %v", coding, len(got), err)
		}
		if _, err := unpack(bytes.NewReader(body[:len(body)/2]), coding, 100_000); err == nil {
			t.Errorf("%s: half an answer was taken for a whole one", coding)
		}
		if _, err := unpack(strings.NewReader(words), coding, 100_000); err == nil {
			t.Errorf("%s: what isn't packed was unpacked", coding)
		}
	}
	for _, coding := range []string{"", "identity"} {
		if got, err := unpack(strings.NewReader(words), coding, 1000); string(got) != words || err != nil {
			t.Errorf("%q: %q, %v", coding, got, err)
		}
	}
	for _, coding := range []string{"compress", "gzip, gzip", "aes128gcm", "\x00"} {
		if _, err := unpack(strings.NewReader(words), coding, 1000); !errors.Is(err, ErrCoding) {
			t.Errorf("%q: %v", coding, err)
		}
	}
}

// TestBombs asks for 64 MB in a small answer: it is refused, and never
// more than some times the limit is held.
func TestBombs(t *testing.T) {
	const limit, size = 4 << 20, 64 << 20
	chunk := make([]byte, 1<<20)
	bombs := map[string][]byte{}
	for _, coding := range []string{"gzip", "br", "zstd"} {
		bombs[coding] = packed(t, coding, func(w io.Writer) {
			for range size / len(chunk) {
				w.Write(chunk)
			}
		})
	}
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		coding := strings.TrimPrefix(r.URL.Path, "/")
		if bombs[coding] == nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", "text/html")
		w.Write(bombs[coding])
	}))
	c := newTest(t, newMemory(), func(cfg *Config) { cfg.MaxBytes = limit })
	page(t, c, at+"/warm-up")
	for coding, bomb := range bombs {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p := page(t, c, at+"/"+coding)
		runtime.ReadMemStats(&after)
		if p.Reason != ErrTooLarge.Error() || len(p.Capture.Body) > limit {
			t.Errorf("%s: reason %q, %d bytes kept", coding, p.Reason, len(p.Capture.Body))
		}
		// All that was ever allocated: the body's buffer, which doubles as it
		// grows, and the window.
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 8*limit+2*maxWindow {
			t.Errorf("%s: %d MB were allocated for a bomb of %d bytes", coding, grown>>20, len(bomb))
		} else {
			t.Logf("%s: %d bytes for 64 MB, refused with %d MB allocated", coding, len(bomb), grown>>20)
		}
	}
}

// TestBombsElsewhere sends them where robots.txt, feeds and sitemaps are asked
// for.
func TestBombsElsewhere(t *testing.T) {
	bomb := packed(t, "zstd", func(w io.Writer) {
		for range 200 {
			io.WriteString(w, "User-agent: *\nDisallow: /closed\n"+strings.Repeat("#", 1<<20)+"\n")
		}
	})
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "zstd")
		w.Write(bomb)
	}))
	m := newMemory(Feed{URL: at + "/feed.xml", Kind: FeedJob}, Feed{URL: at + "/sitemap.xml", Kind: SiteJob}, Feed{URL: at + "/closed", Kind: FeedJob})
	c := newTest(t, m, nil)
	for _, f := range m.feeds {
		job := Job{Kind: f.Kind, Key: f.URL}
		do := c.Feed
		if f.Kind == SiteJob {
			do = c.Site
		}
		if err := do(t.Context(), job); err != nil {
			t.Error(err)
		}
		want := ErrTooLarge.Error()
		if strings.HasSuffix(f.URL, "/closed") {
			want = ErrForbidden.Error() // by the robots.txt's beginning
		}
		if got := m.feeds[f.URL].Failure; !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", f.URL, got, want)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for coding := range packers() {
		f.Add(packed(f, coding, func(w io.Writer) { fmt.Fprint(w, "Some words, and some words.") }), coding)
	}
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		const limit = 1 << 16
		if got, err := unpack(bytes.NewReader(body), coding, limit); err == nil && len(got) > limit {
			t.Errorf("%d bytes", len(got))
		}
	})
}
