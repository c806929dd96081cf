package server

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// post sends a form as a browser at this machine would.
func post(t *testing.T, h http.Handler, target string, form url.Values, header map[string]string) (*httptest.ResponseRecorder, string) {
	t.Helper()
	r := httptest.NewRequest("POST", "http://127.0.0.1:8080"+target, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.RemoteAddr = "127.0.0.1:4711"
	for k, v := range header {
		switch k {
		case "Host":
			r.Host = v
		case "From":
			r.RemoteAddr = v
		default:
			r.Header.Set(k, v)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w, w.Body.String()
}

// TestWhoMaySave tries what must not change a saved search.
func TestWhoMaySave(t *testing.T) {
	room := newRoom(t, "room")
	form := url.Values{"name": {"Denials"}, "query": {"stance:deny"}}
	with := func(s Saving, base string) http.Handler {
		h, err := New(Config{Index: room.index, Record: room, Saved: keptRoom{room}, Saver: keptRoom{room}, Saving: s, Base: base})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	for _, c := range []struct {
		name   string
		saving Saving
		base   string
		header map[string]string
		key    string
		want   int
	}{
		{"from this machine", Saving{Who: SavedLocally}, "", nil, "", 303},
		{"by name", Saving{Who: SavedLocally}, "http://localhost:8080", map[string]string{"Host": "localhost:8080"}, "", 303},
		{"from another machine", Saving{Who: SavedLocally}, "", map[string]string{"From": "192.0.2.1:5"}, "", 403},
		{"by a name that leads here", Saving{Who: SavedLocally}, "", map[string]string{"Host": "rebound.example"}, "", 403},
		{"forwarded", Saving{Who: SavedLocally}, "", map[string]string{"X-Forwarded-For": "192.0.2.1"}, "", 403},
		{"published elsewhere", Saving{Who: SavedLocally}, "https://record.example", nil, "", 403},
		{"from another site", Saving{Who: SavedByAll}, "", map[string]string{"Sec-Fetch-Site": "cross-site"}, "", 403},
		{"from another origin", Saving{Who: SavedByAll}, "", map[string]string{"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, "", 403},
		{"everyone", Saving{Who: SavedByAll}, "", map[string]string{"From": "192.0.2.1:5"}, "", 303},
		{"nobody", Saving{Who: SavedByNobody}, "", nil, "", 403},
		{"not said who", Saving{}, "", nil, "", 403},
		{"the key", Saving{Who: SavedByKey, Key: "open sesame please"}, "", map[string]string{"From": "192.0.2.1:5"}, "open sesame please", 303},
		{"another key", Saving{Who: SavedByKey, Key: "open sesame please"}, "", nil, "open sesame", 403},
		{"no key is set", Saving{Who: SavedByKey}, "", nil, "", 403},
	} {
		f := url.Values{"key": {c.key}}
		for k, v := range form {
			f[k] = v
		}
		if w, body := post(t, with(c.saving, c.base), "/save", f, c.header); w.Code != c.want {
			t.Errorf("%s: status %d, want %d\n%.300s", c.name, w.Code, c.want, body)
		}
	}
}

// TestSavedSearch goes with one search through its life on the pages.
func TestSavedSearch(t *testing.T) {
	room := newRoom(t, "room")
	h := room.handler(t)
	w, _ := post(t, h, "/save", url.Values{"name": {"Denials <b>"}, "query": {`stance:"deny`}}, nil)
	if w.Code != 422 || !strings.Contains(w.Body.String(), "stance:&#34;deny") {
		t.Errorf("a query that can't be read: %d", w.Code)
	}
	if w, _ = post(t, h, "/save", url.Values{"name": {"Denials <b>"}, "query": {`stance:deny`}}, nil); w.Header().Get("Location") != "/searches/denials-b" {
		t.Fatalf("saved: %d %s", w.Code, w.Header())
	}
	s, err := room.db.Search(context.Background(), "denials-b")
	if err != nil {
		t.Fatal(err)
	}
	get := func(target string, status int, holds string) string {
		t.Helper()
		res, body := fetch(t, h, "GET", target)
		if res.StatusCode != status || !strings.Contains(body, holds) {
			t.Errorf("GET %s: %d, want %d holding %q\n%.400s", target, res.StatusCode, status, holds, body)
		}
		return body
	}
	get("/save?q=stance%3Adeny", 200, "onrecord searches add NAME") // fetch comes from elsewhere
	get("/save?q=-it%27s%3Brm", 200, "add NAME -- &#39;-it&#39;\\&#39;&#39;s;rm&#39;")
	get("/searches", 200, "Denials &lt;b&gt;")
	if body := get("/searches/denials-b", 200, "onrecord searches show denials-b"); strings.Contains(body, s.Link) || strings.Contains(body, s.Token) {
		t.Error("the share link or the feeds' addresses are shown to somebody else")
	}
	if w, body := post(t, h, "/searches/denials-b", url.Values{"what": {Reveal}}, nil); w.Code != 200 || !strings.Contains(body, "/s/"+s.Link) ||
		!strings.Contains(body, s.Token+".atom") || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("revealed: %d %s", w.Code, w.Header())
	}
	get("/searches/none", 404, "No such saved search")
	get("/s/"+s.Link, 200, "3 statements")
	get("/s/"+s.Link+"?cursor=rubbish", 400, "page of results is gone")
	get("/s/nonsense", 404, "leads nowhere")

	feed := "/feeds/denials-b/"
	var atom atomFeed
	if err := xml.Unmarshal([]byte(get(feed+s.Token+".atom", 200, "<entry>")), &atom); err != nil || len(atom.Entries) != 3 || atom.ID != "urn:onrecord:search:denials-b" {
		t.Errorf("atom: %v, %d entries", err, len(atom.Entries))
	}
	var items jsonFeed
	if err := json.Unmarshal([]byte(get(feed+s.Token+".json", 200, "jsonfeed.org")), &items); err != nil || len(items.Items) != 3 {
		t.Errorf("JSON Feed: %v, %d items", err, len(items.Items))
	}
	for _, wrong := range []string{"", "x", s.Token[1:], s.Token, s.Token + ".rss", strings.ToLower(s.Token) + ".atom", s.Link + ".atom"} {
		if wrong != "" {
			get(feed+wrong, 404, "no such feed")
		}
	}
	post(t, h, "/searches/denials-b", url.Values{"what": {RenewFeed}}, nil)
	get(feed+s.Token+".atom", 404, "no such feed")
	if w, body := post(t, h, "/searches/denials-b", url.Values{"what": {SetHook}, "text": {"https://hooks.example/in"}}, nil); w.Code != 200 || !strings.Contains(body, "shown this once") {
		t.Errorf("hook: %d", w.Code)
	}
	if body := get("/searches/denials-b", 200, ">hooks.example/…<"); strings.Contains(body, "shown this once") || strings.Contains(body, "hooks.example/in") {
		t.Error("the secret is shown twice, or the whole address to somebody else")
	}

	// What can't be read any more is told, wherever it is asked for.
	broken := room.save(t, "broken", "Broken", `stance:"deny`)
	get("/searches", 200, "<b>broken:</b>")
	get("/searches/broken", 200, "kept until its query is mended")
	get("/s/"+broken.Link, 422, "be read any more")
	get("/feeds/broken/"+broken.Token+".atom", 200, "<title>This search can")
	get("/feeds/broken/"+broken.Token+".json", 422, "can't be read any more")
	if w, _ := post(t, h, "/searches/broken", url.Values{"what": {"explode"}}, nil); w.Code != 422 {
		t.Errorf("an unknown change: %d", w.Code)
	}
	if w, _ := post(t, h, "/searches/broken", url.Values{"what": {Remove}}, nil); w.Header().Get("Location") != "/searches" {
		t.Errorf("removed: %d %s", w.Code, w.Header())
	}
	get("/searches/broken", 404, "No such saved search")
}

// TestWhoSees shows what lets others in to those alone who may change a search.
func TestWhoSees(t *testing.T) {
	room := newRoom(t, "room")
	s := room.save(t, "denials", "Denials", "stance:deny")
	if _, err := room.db.SetHook(context.Background(), "denials", "https://hooks.example/in?token=x"); err != nil {
		t.Fatal(err)
	}
	secrets := []string{s.Link, s.Token, "hooks.example/in", "desk@paper.example"}
	const key = "open sesame please"
	for _, c := range []struct {
		name   string
		who    string
		from   string
		form   url.Values // nil asks for the page
		status int
		open   bool
	}{
		{"from this machine", SavedLocally, "127.0.0.1:1", nil, 200, true},
		{"from another", SavedLocally, "192.0.2.1:1", nil, 200, false},
		{"everyone", SavedByAll, "192.0.2.1:1", nil, 200, true},
		{"nobody", SavedByNobody, "127.0.0.1:1", nil, 200, false},
		{"before the key", SavedByKey, "127.0.0.1:1", nil, 200, false},
		{"with the key", SavedByKey, "192.0.2.1:1", url.Values{"what": {Reveal}, "key": {key}}, 200, true},
		{"with another key", SavedByKey, "192.0.2.1:1", url.Values{"what": {Reveal}, "key": {"x"}}, 403, false},
		{"asked for by others", SavedLocally, "192.0.2.1:1", url.Values{"what": {Reveal}}, 403, false},
		{"a mistake with the key", SavedByKey, "192.0.2.1:1", url.Values{"what": {"explode"}, "key": {key}}, 422, true},
		{"renamed with the key", SavedByKey, "192.0.2.1:1", url.Values{"what": {"rename"}, "text": {"Denials"}, "key": {key}}, 303, false},
	} {
		h, err := New(Config{Index: room.index, Record: room, Saved: keptRoom{room}, Saver: keptRoom{room}, Saving: Saving{Who: c.who, Key: key}})
		if err != nil {
			t.Fatal(err)
		}
		var w *httptest.ResponseRecorder
		if c.form != nil {
			w, _ = post(t, h, "/searches/denials", c.form, map[string]string{"From": c.from})
		} else {
			r := httptest.NewRequest("GET", "http://127.0.0.1:8080/searches/denials", nil)
			r.RemoteAddr = c.from
			w = httptest.NewRecorder()
			h.ServeHTTP(w, r)
		}
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d", c.name, w.Code, c.status)
		}
		for _, secret := range secrets {
			if strings.Contains(w.Body.String(), secret) != c.open {
				t.Errorf("%s: %q is shown: %v", c.name, secret, !c.open)
			}
		}
	}
}
