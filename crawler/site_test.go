package crawler

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func newsSite(t *testing.T) string {
	mux := http.NewServeMux()
	mux.HandleFunc("/news", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Last-Modified", "Tue, 06 Aug 2024 10:00:00 GMT")
		if r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `<html><head><base href="/news/"></head><body>
			<a href="2024/one.html?utm_source=home">One</a> <a href="/news/2024/one.html#top">One again</a>
			<a href="/news/2024/08/two.html">Two</a> <a href="/sport/2024/three.html">Sport</a>
			<a href="/news/2024/photo.jpg">Photo</a> <a href="https://elsewhere.example/news/2024/four.html">Elsewhere</a>
			<a href="mailto:a@b.example">Mail</a> <a href="javascript:void(0)">Script</a> <a href="/">Home</a> <a href="/news">Here</a></body></html>`)
	})
	mux.HandleFunc("/old-news", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/news", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { writeMany(w, 50) })
	mux.HandleFunc("/failing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /closed\n") })
	mux.HandleFunc("/sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
			<sitemap><loc>http://%[1]s/sitemap-old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
			<sitemap><loc>http://%[1]s/sitemap-new.xml.gz</loc><lastmod>2024-08-06T10:00:00Z</lastmod></sitemap></sitemapindex>`, r.Host)
	})
	mux.HandleFunc("/sitemap-old.xml", func(http.ResponseWriter, *http.Request) { t.Error("a sitemap that hasn't changed was read") })
	mux.HandleFunc("/sitemap-new.xml.gz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		z := gzip.NewWriter(w)
		fmt.Fprintf(z, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
			<url><loc>http://%[1]s/news/2024/old.html</loc><lastmod>2021-01-01</lastmod></url>
			<url><loc>http://%[1]s/news/2024/five.html</loc><lastmod>2024-08-05</lastmod></url>
			<url><loc>http://%[1]s/news/2024/six.html</loc><lastmod>2024-08-06T09:00:00Z</lastmod>
				<news:news><news:publication_date>2024-08-06</news:publication_date><news:title>Number &amp; six</news:title></news:news></url>
			</urlset>`, r.Host)
		z.Close()
	})
	mux.HandleFunc("/named-sitemap", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<?xml version="1.0"?><urlset><url><loc>http://%[1]s/news/2024/five.html</loc></url><url><loc>/news/2024/six.html</loc></url></urlset>`, r.Host)
	})
	mux.HandleFunc("/part-sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<sitemapindex><sitemap><loc>http://%[1]s/bad.xml</loc></sitemap><sitemap><loc>http://%[1]s/named-sitemap</loc></sitemap></sitemapindex>`, r.Host)
	})
	mux.HandleFunc("/bad.xml", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<urlset><url><loc>x</urlset>") })
	mux.HandleFunc("/page.xml", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html></html>") })
	return serve(t, mux)
}

func TestSites(t *testing.T) {
	at := newsSite(t)
	for _, test := range []struct {
		path, links, want, failure string
		again                      bool
	}{
		{path: "/news", want: "/news/2024/one.html /news/2024/08/two.html /sport/2024/three.html", again: true},
		{path: "/news", links: "/news/**", want: "/news/2024/one.html /news/2024/08/two.html"},
		{path: "/news", links: "/news/** !/news/*/*/*", want: "/news/2024/one.html"},
		{path: "/news", links: "!/sport/**", want: "/news/2024/one.html /news/2024/08/two.html"},
		{path: "/named-sitemap", links: "!/**/five.html", want: "/news/2024/six.html"},
		{path: "/news", links: "/news/*/*.html", want: "/news/2024/one.html"},
		{path: "/old-news", links: "/news/**/two.html", want: "/news/2024/08/two.html"},
		{path: "/large", failure: "too large"},
		{path: "/failing", failure: "status 500"},
		{path: "/closed", failure: "forbidden by robots.txt"},
		{path: "/sitemap.xml", want: "/news/2024/six.html /news/2024/five.html"},
		{path: "/part-sitemap.xml", want: "/news/2024/five.html /news/2024/six.html", failure: "1 of 2 sitemaps could not be read"},
		{path: "/bad.xml", failure: "read sitemap"},
		{path: "/page.xml", failure: "not a sitemap"},
	} {
		f := Feed{URL: at + test.path, Kind: SiteJob, Links: strings.Fields(test.links)}
		if test.path == "/sitemap.xml" {
			f.Checked = time.Date(2024, 8, 5, 12, 0, 0, 0, time.UTC)
		}
		m := newMemory(f)
		c := newTest(t, m, nil)
		looks := 1
		if test.again {
			looks = 2
		}
		for range looks {
			if err := c.Site(context.Background(), Job{Kind: SiteJob, Key: f.URL}); err != nil {
				t.Fatalf("%s: %v", test.path, err)
			}
		}
		var got []string
		for _, j := range m.jobs {
			got = append(got, strings.TrimPrefix(j.Key, at))
		}
		f = m.feeds[f.URL]
		if want := strings.Fields(test.want); !slices.Equal(got, want) {
			t.Errorf("%s %s: links %q, want %q (%s)", test.path, test.links, got, want, f.Failure)
		}
		if !strings.Contains(f.Failure, test.failure) || (f.Failure == "") != (test.failure == "") {
			t.Errorf("%s: failure %q, want %q", test.path, f.Failure, test.failure)
		}
		if test.path == "/old-news" && f.Moved != at+"/news" {
			t.Errorf("moved to %q", f.Moved)
		}
		if test.path == "/sitemap.xml" && m.items[at+"/news/2024/six.html"].Title != "Number & six" {
			t.Errorf("items %+v", m.items)
		}
	}
}

func TestSitePutOff(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	m := newMemory(Feed{URL: at + "/news", Kind: SiteJob, Every: time.Minute})
	if err := newTest(t, m, nil).Site(context.Background(), Job{Key: at + "/news"}); err != nil {
		t.Fatal(err)
	}
	f := m.feeds[at+"/news"]
	if !strings.Contains(f.Failure, "robots.txt") || f.Failures != 1 || f.Next.Sub(f.Checked) < 59*time.Minute {
		t.Errorf("failure %q, next look in %s: robots.txt can't be had for an hour", f.Failure, f.Next.Sub(f.Checked))
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>http://x.example/a</loc><lastmod>2024-08-06</lastmod></url></urlset>`))
	f.Add([]byte(`<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>`))
	on, _ := url.Parse("http://x.example/sitemap.xml")
	c := newTest(f, newMemory(), nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		pages, index, err := parseSitemap(body)
		if err != nil {
			return
		}
		recent(index, time.Now())
		for _, item := range c.sitemapItems(recent(pages, time.Time{}), on, nil) {
			checkClean(t, item.Title)
		}
	})
}
