package server

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
)

var (
	update = flag.Bool("update", false, "renew the golden files")
	serve  = flag.String("serve", "", "serve the sample record at this address until interrupted, to look at")
)

// noon is the tests' clock.
var noon = time.Date(2024, 10, 28, 12, 0, 0, 0, time.UTC)

// room is a record and an index filled with the samples of testdata.
type room struct {
	db     *store.DB
	index  *embedded.Index
	health Health
	blind  []Unseen
}

// newRoom reads the articles of testdata's folders into a real store and a
// real index.
func newRoom(t testing.TB, folders ...string) *room {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	ix, err := embedded.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	r := &room{db: db, index: ix, health: sampleHealth(), blind: sampleUnseen()}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txt"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no samples in %s: %v", folder, err)
		}
		for i, name := range files {
			if err := r.add(ctx, name, noon.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if err := db.EachArticle(ctx, func(a extractor.Article) error { return r.put(ctx, a) }); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *room) add(ctx context.Context, name string, fetched time.Time) error {
	a, statements, err := readSample(name)
	if err != nil {
		return err
	}
	r.db.Now = func() time.Time { return fetched }
	saved, err := r.db.SavePage(ctx, crawler.Page{Article: a, Credit: crawler.NewCredits().Of(a), Capture: crawler.Capture{
		ID: name, URL: a.URL, Final: a.URL, Status: http.StatusOK, Body: []byte(a.Text), Fetched: fetched}}, time.Time{})
	if err != nil {
		return err
	}
	a.Revision = saved.Revision
	if err := r.db.Assign(ctx, a.ID, saved.Revision, statements); err != nil {
		return err
	}
	return r.db.SaveStatements(ctx, a.ID, saved.Revision, statements)
}

// put puts an article into the index with what the record knows of it.
func (r *room) put(ctx context.Context, a extractor.Article) error {
	_, statements, err := r.db.Article(ctx, a.ID, a.Revision)
	if err != nil {
		return err
	}
	told, err := r.db.Told(ctx, a.ID)
	if err != nil {
		return err
	}
	article, entries := index.Documents(a, statements, nil)
	article.Story = told.Story
	for i := range entries {
		entries[i].Utterance, entries[i].Article.Story = told.Utterances[entries[i].Statement.ID], told.Story
	}
	return r.index.Put(ctx, article, entries)
}

// Article, Revisions and Health make the room a Record.
func (r *room) Article(ctx context.Context, id string, revision int) (extractor.Article, []extractor.Statement, error) {
	a, statements, err := r.db.Article(ctx, id, revision)
	return a, statements, missing(err)
}

func (r *room) Revisions(ctx context.Context, id string) ([]extractor.Revision, error) {
	revisions, err := r.db.Revisions(ctx, id)
	return revisions, missing(err)
}

func (r *room) Edits(ctx context.Context, id string) ([]Edit, error) {
	all, err := r.db.Edits(ctx, id)
	return editsOf(all), err
}

func (r *room) LatestEdits(ctx context.Context, since time.Time, before EditPlace, most int) ([]Edit, error) {
	all, err := r.db.LatestEdits(ctx, since, store.EditPlace(before), most)
	return editsOf(all), err
}

func editsOf(all []store.Edit) []Edit {
	out := make([]Edit, len(all))
	for i, e := range all {
		out[i] = Edit(e)
	}
	return out
}

func (r *room) Prints(ctx context.Context, id string) ([]Print, error) {
	all, err := r.db.Prints(ctx, id)
	out := make([]Print, len(all))
	for i, p := range all {
		out[i] = Print(p)
	}
	return out, err
}

func (r *room) Utterance(ctx context.Context, statement string) ([]Saying, int, error) {
	all, total, err := r.db.Utterance(ctx, statement)
	out := make([]Saying, len(all))
	for i, s := range all {
		out[i] = Saying(s)
	}
	return out, total, missing(err)
}

func (r *room) Repeats(ctx context.Context, id string) (map[string]int, error) {
	return r.db.Repeats(ctx, id)
}

func (r *room) Addresses(ctx context.Context, id string) ([]string, error) {
	return r.db.Addresses(ctx, id)
}

func (r *room) Unseen(context.Context) ([]Unseen, error) { return r.blind, nil }

func (r *room) Health(context.Context) (Health, error) { return r.health, nil }

// kept are the saved searches of the room, as its pages want them.
type keptRoom struct{ *room }

func (k keptRoom) Searches(ctx context.Context) ([]Saved, error) {
	all, err := k.db.Searches(ctx)
	out := make([]Saved, len(all))
	for i, s := range all {
		out[i] = k.saved(ctx, s)
	}
	return out, err
}

func (k keptRoom) saved(ctx context.Context, s store.Search) Saved {
	out := Saved{ID: s.ID, Name: s.Name, Query: s.Query, Canonical: s.Canonical, Configured: !s.People, Made: s.Made, Link: s.Link, Token: s.Token}
	if _, err := index.Parse(s.Query); err != nil {
		out.Broken = err.Error()
	}
	if h, err := k.db.Hook(ctx, s.ID); err == nil {
		out.Hook = &SavedHook{URL: h.URL, Since: h.Since, Failure: "the receiver answers 503"}
		out.Postings = []Posting{{ID: "5d41402abc4b2a76", State: "pending", Statements: 3, Attempts: 2, Status: 503, Error: "the receiver answers 503", Made: noon},
			{ID: "6d41402abc4b2a76", State: "taken", Statements: 1, Changes: 1, Attempts: 1, Status: 200, Made: noon.Add(-time.Hour)}}
		out.Subscriptions = []SavedSubscription{{To: "desk@paper.example", Schedule: "0 7 * * *", Zone: "UTC", Since: noon.Add(-5 * time.Hour)}}
	}
	return out
}

func (k keptRoom) Search(ctx context.Context, id string) (Saved, error) {
	s, err := k.db.Search(ctx, id)
	return k.saved(ctx, s), missing(err)
}

func (k keptRoom) Shared(ctx context.Context, link string) (Saved, error) {
	s, err := k.db.SharedSearch(ctx, link)
	return k.saved(ctx, s), missing(err)
}

func (k keptRoom) Save(ctx context.Context, name, query string) (string, error) {
	if _, err := index.Parse(query); err != nil || name == "" {
		return "", fmt.Errorf("%w: name %q: %w", ErrMistake, name, err)
	}
	s, err := k.db.AddSearch(ctx, store.Search{Name: name, Query: query})
	return s.ID, err
}

func (k keptRoom) Change(ctx context.Context, id string, c SavedChange) (string, error) {
	switch c.What {
	case Rename:
		return "", k.db.RenameSearch(ctx, id, c.Text)
	case Reword:
		return "", k.db.RewordSearch(ctx, id, c.Text, "")
	case RenewLink:
		return "", k.db.RenewLink(ctx, id)
	case RenewFeed:
		return "", k.db.RenewToken(ctx, id)
	case Remove:
		return "", k.db.RemoveSearch(ctx, id)
	case SetHook:
		return k.db.SetHook(ctx, id, c.Text)
	}
	return "", fmt.Errorf("%w: %q", ErrMistake, c.What)
}

// save saves a search in the room.
func (r *room) save(t testing.TB, id, name, query string) store.Search {
	t.Helper()
	s, err := r.db.AddSearch(context.Background(), store.Search{ID: id, Name: name, Query: query, Canonical: query})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// saveSome saves a search that is well, but for its hook, and a broken one.
// It gives the unguessable part of the first one's share link.
func (r *room) saveSome(t testing.TB) string {
	t.Helper()
	shared := r.save(t, "denials", "Denials of Northgate, as they come", "stance:deny")
	r.save(t, "broken", "What was said of the outage <b>", `stance:"deny and a rather long query that goes on and on`)
	if _, err := r.db.SetHook(context.Background(), "denials", "https://hooks.example/a/rather/long/path/that/goes/on"); err != nil {
		t.Fatal(err)
	}
	return shared.Link
}

func missing(err error) error {
	if err != nil && strings.Contains(err.Error(), store.ErrNotFound.Error()) {
		return ErrNotFound
	}
	return err
}

func (r *room) handler(t testing.TB) http.Handler {
	t.Helper()
	h, err := New(Config{Index: r.index, Record: r, Saved: keptRoom{r}, Saver: keptRoom{r}, Saving: Saving{Who: SavedLocally},
		Now:      func() time.Time { return noon },
		About:    "The outage of 19 July and who answers for it",
		Examples: []string{"stance:accuse", `party:"Halcyon Security" letter`, `"free help"`, "date:2024-10"},
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func sampleUnseen() []Unseen {
	return []Unseen{
		{Outlet: "The Harbor Ledger", Looked: 120, Count: 14, Reasons: []UnseenReason{
			{Reason: crawler.BotWall, Count: 12, Last: noon, URL: "https://ledger.example/a"},
			{Reason: "status 404", Count: 2, Last: noon.Add(-time.Hour), URL: "https://ledger.example/b"}}},
		{Outlet: "<b>Coast</b>", Looked: 3, Count: 3, Reasons: []UnseenReason{
			{Reason: crawler.Paywall, Count: 3, Last: noon, URL: "javascript:alert(1)"}}},
	}
}

func sampleHealth() Health {
	return Health{
		Feeds: []FeedHealth{
			{URL: "https://courier.example/rss", Outlet: "The Harbour Courier", Checked: noon.Add(-10 * time.Minute), Succeeded: noon.Add(-10 * time.Minute), Next: noon.Add(5 * time.Minute), Found: 41},
			{URL: "https://ledger.example/feed.json", Outlet: "Evening Ledger", Checked: noon.Add(-time.Hour), Next: noon, Found: 12, Failure: "status 503", Failures: 4,
				Succeeded: noon.Add(-26 * time.Hour)},
			{URL: "https://quay.example/<rss>", Outlet: "The Quay", Checked: noon.Add(-time.Hour), Next: noon.Add(167 * time.Hour), Failure: "status 404", Failures: 30, Dead: true},
			{URL: "https://mole.example/rss", Outlet: "The Mole", Checked: noon.Add(-time.Hour), Succeeded: noon.Add(-time.Hour), Next: noon, Found: 7, Silent: noon.Add(-100 * time.Hour)},
			{URL: "https://wire.example/atom", Title: "Tidewater Wire"},
		},
		Jobs: []JobCount{{"article", "waiting", 3}, {"feed", "waiting", 3}, {"page", "running", 2}, {"page", "waiting", 1204}, {"page", "dead", 1}},
		Dead: []DeadJob{{Kind: "page", Key: "https://ledger.example/<b>gone</b>", Error: "fetch: connection refused", Attempts: 5, At: noon.Add(-3 * time.Hour)},
			{Kind: "page", Key: "https://courier.example/members", Error: "robots.txt forbids it", Attempts: 1, At: noon.Add(-4 * time.Hour), Final: true}},
		Textless: []ReasonCount{{"no text", 4}, {"paywall", 2}, {"status 404", 1}},
		Counts:   []NamedCount{{"articles", 5}, {"revisions", 6}, {"statements", 38}},
		Index:    IndexHealth{State: "ready", Waiting: 3},
	}
}

// readSample reads an article and its statements: a head of "key: value" lines,
// a blank line, the text, and after each "---" line a statement whose parts
// are named by the words that stand in the text.
func readSample(name string) (extractor.Article, []extractor.Statement, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return extractor.Article{}, nil, err
	}
	parts := strings.Split(string(data), "\n---\n")
	head, text, _ := strings.Cut(parts[0], "\n\n")
	h := keys(head)
	a := extractor.Article{ID: h["id"], URL: h["url"], Title: h["title"], Byline: h["byline"], Outlet: h["outlet"],
		DatedBy: h["dated"], Language: "en", Text: strings.TrimSpace(text), Image: h["image"], Notes: h["note"]}
	if l, ok := h["language"]; ok {
		a.Language = l
	}
	if a.Published, err = time.Parse(time.RFC3339, h["published"]); err != nil {
		return a, nil, err
	}
	if h["modified"] != "" {
		a.ModifiedBy = crawler.ByLinkedData
		if a.Modified, err = time.Parse(time.RFC3339, h["modified"]); err != nil {
			return a, nil, err
		}
	}
	named := make(map[string]string)
	var all []extractor.Statement
	at := 0
	for i, part := range parts[1:] {
		k := keys(part)
		st, next, err := sampleStatement(a, k, at)
		if err != nil {
			return a, nil, fmt.Errorf("statement %d: %w", i+1, err)
		}
		if k["within"] == "" {
			at = next
		}
		st.ID = fmt.Sprintf("%s-%d", a.ID, i+1)
		named[k["key"]] = st.ID
		if k["within"] != "" {
			st.Within = named[k["within"]]
		}
		all = append(all, st)
	}
	return a, all, nil
}

// sampleStatement finds a statement's parts at or after a place in the text,
// and tells where it begins.
func sampleStatement(a extractor.Article, k map[string]string, from int) (st extractor.Statement, start int, err error) {
	stance, target, _ := strings.Cut(k["stance"], " -> ")
	who := strings.Split(k["speaker"], "|")
	st = extractor.Statement{Article: a.ID, Stance: extractor.Stance(stance), Target: target,
		Speaker: extractor.Party{Name: strings.TrimSpace(who[0]), Kind: extractor.Kind(strings.TrimSpace(who[1])), For: strings.TrimSpace(who[2])},
		Quote:   extractor.Quote(k["quote"]), Certainty: extractor.Plain, Channel: extractor.Channel(k["channel"]), Via: k["via"], Rule: k["rule"]}
	if k["certainty"] != "" {
		st.Certainty = extractor.Certainty(k["certainty"])
	}
	at := strings.Index(a.Text[from:], k["content"])
	if at < 0 {
		return st, 0, fmt.Errorf("%q is not in the text", k["content"])
	}
	content := from + at
	st.Content = []extractor.Span{{Start: content, End: content + len(k["content"])}}
	st.Source, st.Cue = near(a.Text, k["source"], content), near(a.Text, k["cue"], content)
	return st, content, nil
}

// near finds the words, standing as such, before or after a place, whichever
// is nearer.
func near(text, words string, place int) []extractor.Span {
	if words == "" {
		return nil
	}
	found, distance := -1, len(text)
	for at := range text {
		end := at + len(words)
		if !strings.HasPrefix(text[at:], words) || strings.ContainsAny(text[end:min(end+1, len(text))], letters) ||
			strings.ContainsAny(text[max(0, at-1):at], letters) || (at < place && end > place) {
			continue
		}
		if d := max(at-place, place-at); d < distance {
			found, distance = at, d
		}
	}
	if found < 0 {
		return nil
	}
	return []extractor.Span{{Start: found, End: found + len(words)}}
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

func keys(lines string) map[string]string {
	out := make(map[string]string)
	for line := range strings.Lines(lines) {
		key, value, _ := strings.Cut(strings.TrimRight(line, "\n"), ":")
		out[key] = strings.TrimSpace(value)
	}
	return out
}

// TestServe serves the samples to look at them; see the flag.
func TestServe(t *testing.T) {
	if *serve == "" {
		t.Skip("only with -serve ADDRESS")
	}
	t.Logf("http://%s", *serve)
	t.Fatal(http.ListenAndServe(*serve, newRoom(t, "room").handler(t)))
}
