package digest_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/server/digest"
)

var update = flag.Bool("update", false, "renew the golden files")

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// story puts testdata/story.txt into an index and gives the sightings of each
// period.
func story(t testing.TB) (*embedded.Index, map[string][]digest.Sighting) {
	t.Helper()
	text, err := os.ReadFile("testdata/story.txt")
	must(t, err)
	articles := map[string]index.Article{}
	entries := map[string][]index.Entry{}
	seen := map[string][]digest.Sighting{}
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "|", 11)
		if len(f) < 11 {
			t.Fatalf("story.txt:%d: %d columns", n+1, len(f))
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		day, err := time.Parse("2", f[0])
		must(t, err)
		a := index.Article{ID: f[2], Revision: 1, URL: "https://" + f[2] + ".example/story", Title: "What " + f[3] + " tells",
			Outlet: f[3], Published: time.Date(2024, 8, day.Day(), 6, 0, 0, 0, time.UTC), Language: "en"}
		id := fmt.Sprintf("%s-%d", a.ID, len(entries[a.ID])+1)
		articles[a.ID] = a
		entries[a.ID] = append(entries[a.ID], index.Entry{Words: f[10], Article: a, Statement: extractor.Statement{
			ID: id, Article: a.ID, Content: []extractor.Span{{Start: 0, End: len(f[10])}},
			Speaker: extractor.Party{Name: f[4], For: f[5], Kind: extractor.Company},
			Stance:  extractor.Stance(f[6]), Target: f[7], Quote: extractor.Quote(f[8]), Certainty: extractor.Certainty(f[9])}})
		seen[f[1]] = append(seen[f[1]], digest.Sighting{Statement: id, Article: a.ID})
	}
	ix, err := embedded.OpenMemory()
	must(t, err)
	t.Cleanup(func() { must(t, ix.Close()) })
	for id, a := range articles {
		must(t, ix.Put(context.Background(), a, entries[id]))
	}
	return ix, seen
}

// order asks for a day's digest at 7:00 in Berlin.
func order(t testing.TB, day int, query string, seen []digest.Sighting) digest.Order {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	must(t, err)
	q, err := index.Parse(query)
	must(t, err)
	return digest.Order{Subscription: "newsdesk", Name: "The outage — who said what", Query: q,
		From: "On the record <digest@onrecord.example>", To: "desk@paper.example",
		Since: time.Date(2024, 8, day, 7, 0, 0, 0, berlin), Until: time.Date(2024, 8, day+1, 7, 0, 0, 0, berlin), Zone: berlin,
		New: seen, Site: "http://127.0.0.1:8080/",
		Health: digest.Health{Feeds: 9, Waiting: 3, Articles: 2109, Statements: 31415,
			Failing: []digest.Failure{{Name: "http://harbour.example/feed", Error: "status 503"}}}}
}

// alarming is an order for a period in which some sources broke or fell silent.
func alarming(o digest.Order) digest.Order {
	at := o.Until.Add(-time.Hour)
	o.Health.Failing = append(o.Health.Failing,
		digest.Failure{Name: "The Quay (http://quay.example/rss)", Error: "status 404", Since: at, Well: at.Add(-5 * time.Hour)},
		digest.Failure{Name: "The Pier (http://pier.example/rss)", Error: "read feed: line 3: <script>", Since: at},
		digest.Failure{Name: "The Lock (http://lock.example/rss)", Error: "status 403", Since: o.Since.Add(-time.Hour), Well: at.Add(-90 * time.Hour)})
	o.Health.Silent = []digest.Failure{
		{Name: "The Mole (http://mole.example/rss)", Since: o.Until, Well: at.Add(-80 * time.Hour)},
		{Name: "The Dyke (http://dyke.example/rss)", Since: o.Since, Well: at.Add(-800 * time.Hour)}}
	return o
}

func TestGolden(t *testing.T) {
	ix, seen := story(t)
	first := order(t, 5, "", seen["1"])
	first.Since = time.Time{}
	edited := order(t, 6, "", seen["2"])
	edited.Changed = edits()
	quiet := order(t, 6, "", nil)
	quiet.Changed = edits()[:1]
	broken := order(t, 6, "", seen["2"])
	broken.Search, broken.Written, broken.Broken = "outage", `stance:"deny <b>`, "at 8: this quotation mark is never closed"
	tests := map[string]digest.Order{
		"broken":  broken,
		"edited":  edited,
		"quiet":   quiet,
		"first":   first,
		"second":  order(t, 6, "", seen["2"]),
		"query":   order(t, 6, `party:(CrowdStrike OR Microsoft) -gross`, seen["2"]),
		"hostile": order(t, 6, "", seen["3"]),
		"empty":   order(t, 6, "nothing", seen["2"]),
		"alert":   alarming(order(t, 6, "nothing", seen["2"])),
	}
	for name, o := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := digest.Compose(context.Background(), ix, o)
			must(t, err)
			got, err := d.Message()
			must(t, err)
			if again, err := d.Message(); err != nil || !bytes.Equal(got, again) {
				t.Errorf("written twice, it differs: %v", err)
			}
			if d.Empty() != (name == "empty") {
				t.Errorf("Empty: %v", d.Empty())
			}
			check(t, got)
			golden := filepath.Join("testdata", name+".eml")
			if *update {
				must(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			must(t, err)
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// edits are changes of every kind.
func edits() []digest.Change {
	side := func(revision int, id, speaker, words string) index.Entry {
		return index.Entry{Words: words, Statement: extractor.Statement{ID: id, Speaker: extractor.Party{Name: speaker, Kind: extractor.Person}},
			Article: index.Article{ID: "harbour", Revision: revision, Outlet: "The Harbour Courier", Title: "What the Courier tells",
				URL: "https://harbour.example/story", Published: time.Date(2024, 8, 6, 6, 0, 0, 0, time.UTC)}}
	}
	return []digest.Change{
		{Kind: extractor.Removed, Before: side(1, "gone", "Ana Ruiz", "nobody had asked her"), CueWas: "said"},
		{Kind: extractor.Reworded, Before: side(1, "old", "Paul Ansah", "to pay refunds promptly"), After: side(2, "new", "Paul Ansah", "to pay refunds within seven days")},
		{Kind: extractor.Reattributed, Before: side(2, "hers", "Ana Ruiz", "the cap holds"), After: side(3, "his", "Paul Ansah", "the cap holds")},
		{Kind: extractor.Rehedged, Before: side(2, "same", "Delta Air Lines", "it was offered no help"), After: side(3, "same", "Delta Air Lines", "it was offered no help"), CueWas: "said", CueIs: "claimed"},
		{Kind: extractor.Added, After: side(3, "added", "Delta Air Lines", "it will sue")},
	}
}

// TestRetold composes a digest in which a new statement took the place of one
// that was on record before: it is told as a change alone, unless the old one
// is new as well.
func TestRetold(t *testing.T) {
	ix, seen := story(t)
	o := order(t, 6, "", seen["2"])
	before, err := digest.Compose(context.Background(), ix, o)
	must(t, err)
	change := edits()[1]
	change.After.Statement.ID = seen["2"][0].Statement
	o.Changed = []digest.Change{change}
	after, err := digest.Compose(context.Background(), ix, o)
	must(t, err)
	if after.Changes != 1 || before.Statements+before.Repeats != after.Statements+after.Repeats+1 {
		t.Errorf("%d changes, %d new statements instead of %d", after.Changes, after.Statements, before.Statements)
	}
	o.Changed[0].Before.Statement.ID = seen["2"][1].Statement
	both, err := digest.Compose(context.Background(), ix, o)
	must(t, err)
	if both.Changes != 1 || both.Statements != before.Statements {
		t.Errorf("%d changes, %d new statements instead of %d", both.Changes, both.Statements, before.Statements)
	}
}

// parts reads the two parts of a mail.
func parts(t *testing.T, message []byte) (mail.Header, []string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(message))
	must(t, err)
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	must(t, err)
	if kind != "multipart/alternative" {
		t.Fatalf("the mail is %s", kind)
	}
	r := multipart.NewReader(m.Body, parameters["boundary"])
	var all []string
	for range 2 {
		p, err := r.NextRawPart()
		must(t, err)
		var b bytes.Buffer
		_, err = b.ReadFrom(quotedprintable.NewReader(p))
		must(t, err)
		all = append(all, strings.ReplaceAll(b.String(), "\r\n", "\n"))
	}
	return m.Header, all
}

// check holds a mail to what every digest promises.
func check(t *testing.T, message []byte) {
	t.Helper()
	header, both := parts(t, message)
	for _, name := range []string{"From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Id", "MIME-Version"} {
		if header.Get(name) == "" {
			t.Errorf("no %s", name)
		}
	}
	for n, line := range strings.Split(both[0], "\n") {
		if utf8.RuneCountInString(line) > 72 && len(strings.Fields(line)) > 1 {
			t.Errorf("text:%d is wider than 72 columns: %s", n+1, line)
		}
	}
	if len(both[1]) > 100_000 {
		t.Errorf("%d bytes of HTML", len(both[1]))
	}
	for _, bad := range []string{"<script", "<img", "onmouseover=\"", "<b>", "javascript:", "ZgotmplZ"} {
		if strings.Contains(both[1], bad) {
			t.Errorf("the HTML holds %s", bad)
		}
	}
}

// TestCut composes far more than a mail holds.
func TestCut(t *testing.T) {
	for name, shape := range map[string]struct{ articles, parties int }{
		"one party":    {60, 1},
		"many parties": {60, 600},
	} {
		t.Run(name, func(t *testing.T) {
			ix, err := embedded.OpenMemory()
			must(t, err)
			t.Cleanup(func() { must(t, ix.Close()) })
			var seen []digest.Sighting
			for i := range shape.articles {
				a := index.Article{ID: fmt.Sprint("a", i), Outlet: "Outlet", Title: "T", Published: time.Date(2024, 8, 6, 6, i, 0, 0, time.UTC)}
				var all []index.Entry
				for j := range 20 {
					id := fmt.Sprintf("%d-%d", i, j)
					party := fmt.Sprint("Party ", (i*20+j)%shape.parties)
					stance := extractor.Say
					if j == 0 {
						stance = extractor.Accuse
					}
					all = append(all, index.Entry{Article: a, Words: "statement " + id + strings.Repeat(" of many words", 9), Statement: extractor.Statement{
						ID: id, Article: a.ID, Stance: stance, Speaker: extractor.Party{Name: party, For: party}, Content: []extractor.Span{{Start: 0, End: 9}}}})
					seen = append(seen, digest.Sighting{Statement: id, Article: a.ID})
				}
				must(t, ix.Put(context.Background(), a, all))
			}
			d, err := digest.Compose(context.Background(), ix, order(t, 6, "", seen))
			must(t, err)
			if d.Statements != 1200 {
				t.Errorf("%d new statements", d.Statements)
			}
			message, err := d.Message()
			must(t, err)
			check(t, message)
			_, both := parts(t, message)
			for i, part := range both {
				if !strings.Contains(strings.Join(strings.Fields(part), " "), "This digest is cut to fit a mail: it shows ") ||
					!strings.Contains(part, " more") {
					t.Errorf("part %d is cut without a word: %s", i, part[:400])
				}
			}
			t.Logf("%d bytes of HTML; %s", len(both[1]), strings.SplitN(both[0], "\n", 5)[3])
		})
	}
}
