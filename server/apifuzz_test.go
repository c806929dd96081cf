package server

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzAPI asks what the API's description lets a client ask, and what it
// doesn't: parameters with values of all sorts, unknown and repeated ones. No
// answer may be a failure of ours or one that isn't described.
//
//	go test ./server -run '^$' -fuzz FuzzAPI -fuzztime 10m
func FuzzAPI(f *testing.F) {
	r := newRoom(f, "room", "hostile")
	h := apiOf(f, r, func(c *Config) { c.Timeout = time.Minute })
	d := readDescription(f, h)
	for i := range uint64(40) {
		f.Add(i, "words")
	}
	f.Add(uint64(1), `"free help" OR (title:quay -date:2024)`)
	f.Add(uint64(2), "\x00\xff%zz\u202e")
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		a := &asker{rand: rand.New(rand.NewPCG(seed, 7)), text: text}
		o := d.operations[a.rand.IntN(len(d.operations))]
		q := a.request(o)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, q)
		if w.Code >= 500 {
			t.Errorf("%s?%s: status %d: %.300s", q.URL.Path, q.URL.RawQuery, w.Code, w.Body)
		}
		if err := d.judge(o, w.Result(), w.Body.Bytes()); err != nil {
			t.Errorf("%s?%s: %v", q.URL.Path, q.URL.RawQuery, err)
		}
		if wrong := a.wrong; wrong != "" && w.Code < 400 {
			t.Errorf("%s?%s: status %d, though %s", q.URL.Path, q.URL.RawQuery, w.Code, wrong)
		}
	})
}

// asker makes requests at random.
type asker struct {
	rand *rand.Rand
	text string // of the fuzzer's own making
	// wrong tells why the request must be refused, empty when it needn't.
	wrong string
}

func (a *asker) chance(percent int) bool { return a.rand.IntN(100) < percent }

func (a *asker) request(o describedOperation) *http.Request {
	path := o.path
	v := url.Values{}
	for _, p := range o.parameters {
		if p.in == "path" {
			path = strings.Replace(path, "{"+p.name+"}", a.id(), 1)
			continue
		}
		if !a.chance(30) {
			continue
		}
		times := 1
		if p.explode {
			times = 1 + a.rand.IntN(3)
		} else if a.chance(2) {
			times, a.wrong = 2, p.name+" is given twice"
		}
		for range times {
			v.Add(p.name, a.value(p))
		}
	}
	if a.chance(3) {
		v.Set("no"+a.text, a.text)
		a.wrong = "there is no such parameter"
	}
	raw := v.Encode()
	if a.chance(2) {
		raw += "&" + a.text
		a.wrong = ""
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.URL = &url.URL{Path: path, RawQuery: raw}
	if a.chance(5) {
		r.Header["If-None-Match"] = []string{[]string{"*", `"x"`, a.text}[a.rand.IntN(3)]}
	}
	if a.chance(5) {
		r.Header["Accept"] = []string{[]string{"application/json", "text/html", "application/cbor", a.text}[a.rand.IntN(4)]}
	}
	return r
}

// id names what is there, or not.
func (a *asker) id() string {
	there := []string{"courier-inquiry", "ledger-letter", "hostile", "courier-cost-1", "hostile-1"}
	if a.chance(80) {
		return there[a.rand.IntN(len(there))]
	}
	id := strings.Trim(strings.ReplaceAll(a.text, "/", ""), ".") // else it is another path
	if id == "" {
		return "x"
	}
	return id
}

// value gives a value for a parameter, mostly one that its schema allows.
func (a *asker) value(p describedParameter) string {
	if a.chance(10) {
		return a.text
	}
	if set, ok := p.schema["enum"].([]any); ok {
		return fmt.Sprint(set[a.rand.IntN(len(set))])
	}
	if items, ok := p.schema["items"].(map[string]any); ok {
		if set, ok := items["enum"].([]any); ok {
			return fmt.Sprint(set[a.rand.IntN(len(set))])
		}
	}
	switch {
	case p.schema["type"] == "integer":
		return a.number(p.schema)
	case p.name == "q":
		return a.query(3)
	case p.name == "cursor":
		return []string{"cmVsZXZhbmNl", strings.Repeat("A", a.rand.IntN(200)), "", "cgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}[a.rand.IntN(4)]
	case p.schema["format"] == "date-time":
		return time.Unix(a.rand.Int64N(4e9), 0).UTC().Format(time.RFC3339)
	case len(p.examples) > 0 && a.chance(50):
		all := textsOf(p.examples[0])
		return all[a.rand.IntN(len(all))]
	}
	return a.word()
}

// number is within an integer's bounds, or just outside.
func (a *asker) number(schema map[string]any) string {
	least, _ := schema["minimum"].(float64)
	most, bounded := schema["maximum"].(float64)
	if !bounded {
		most = 1 << 40
	}
	switch a.rand.IntN(6) {
	case 0:
		return fmt.Sprint(int64(least))
	case 1:
		return fmt.Sprint(int64(most))
	case 2:
		a.wrong = "a number is too small"
		return fmt.Sprint(int64(least) - 1)
	case 3:
		if bounded {
			a.wrong = "a number is too great"
			return fmt.Sprint(int64(most) + 1)
		}
	case 4:
		a.wrong = "a number is none"
		return "1" + strings.Repeat("0", 20)
	}
	return fmt.Sprint(int64(least) + a.rand.Int64N(int64(most-least)+1))
}

// query makes a query of the language, sometimes a broken one.
func (a *asker) query(depth int) string {
	switch n := a.rand.IntN(14); {
	case depth == 0 || n < 4:
		return a.word()
	case n < 6:
		return `"` + a.word() + " " + a.word() + `"`
	case n < 7:
		return "-" + a.query(depth-1)
	case n < 8:
		return "(" + a.query(depth-1) + " OR " + a.query(depth-1) + ")"
	case n < 9:
		return a.query(depth-1) + " NEAR/" + fmt.Sprint(a.rand.IntN(30)) + " " + a.query(depth-1)
	case n < 11:
		fields := []string{"stance", "party", "title", "words", "source", "date", "since", "in", "content", "cue", "text", "rule", "company", "month", "nofield"}
		return fields[a.rand.IntN(len(fields))] + ":" + a.word()
	case n < 12:
		return fmt.Sprintf("date:%d-%02d..%d-%02d-%02d", 2000+a.rand.IntN(40), a.rand.IntN(14), 2000+a.rand.IntN(40), a.rand.IntN(14), a.rand.IntN(33))
	case n < 13:
		return a.word() + "*"
	}
	return a.query(depth-1) + " " + a.query(depth-1) + []string{"", ")", `"`, " OR", "(", "*"}[a.rand.IntN(6)]
}

func (a *asker) word() string {
	words := []string{"northgate", "halcyon", "letter", "help", "the", "deny", "accuse", "2024-08", "P7D", "P3M", "Ledger", "plain", "company", "Ünï", "“free", "help”", "don’t", "", "a:b", `\`, "OR", "headline"}
	if n := a.rand.IntN(len(words) + 2); n < len(words) {
		return words[n]
	}
	return a.text
}

// TestHostileAddresses asks what no client would: no answer is a failure of
// ours.
func TestHostileAddresses(t *testing.T) {
	h := apiOf(t, newRoom(t, "room"), nil)
	d := readDescription(t, h)
	targets := []string{"/", "/health", "/unseen", "/nowhere", "/article/x", "/utterance/x", "/evidence/x.zip", "/static/x", "/healthz", "/robots.txt", "/help"}
	for _, o := range d.operations {
		targets = append(targets, o.path)
	}
	heads := map[string]string{"Accept": "\xff", "If-None-Match": strings.Repeat(`"x",`, 1000), "X-Forwarded-For": strings.Repeat("1.2.3.4,", 1000),
		"Range": "bytes=9999999-", "Accept-Encoding": "br;q=nan", "If-Modified-Since": "never", "Host": "\x00", "Content-Type": "multipart/form-data", "Cookie": "a=\x00"}
	for _, target := range targets {
		for _, raw := range []string{"", "q=%00", "%", "=", "&&&", ";", "q=" + strings.Repeat("(", 5000), "q=" + strings.Repeat("a+", 4000), "revision=-1",
			"revision=99999999999999999999", "cursor=%00", "limit=-0", "q[]=1", "q=%f0%9f%92%a9", strings.Repeat("party=x&", 1000), "__proto__=1"} {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"} {
				r := httptest.NewRequest("GET", "/", strings.NewReader("{}"))
				r.Method, r.URL = method, &url.URL{Path: target, RawQuery: raw}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if w.Code >= 500 {
					t.Errorf("%s %s?%.60s: status %d", method, target, raw, w.Code)
				}
			}
		}
		for _, name := range slices.Sorted(maps.Keys(heads)) {
			r := httptest.NewRequest("GET", "/", nil)
			r.URL = &url.URL{Path: target}
			r.Header[name] = []string{heads[name]}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%s with %s: status %d", target, name, w.Code)
			}
		}
	}
}
