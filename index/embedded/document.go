package embedded

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"

	"onrecord/index"
)

// Version is the version of how documents are laid out in the index: whoever
// changes this file or words.go so that old documents would be read wrongly
// counts it up, and the next Open asks for a Rebuild.
const Version = 3

// The fields of a document besides the facets, which have their own names. A
// field with a tilde holds the stems of the one without.
const (
	wordsField   = "words"
	titleField   = "title"
	sourceField  = "source"
	textField    = "text"
	leadField    = "lead" // of an article; without stems
	byField      = "by"   // an article's own words for the source; without stems
	cueField     = "cue"  // all of a cue's words as one
	ruleField    = "rule"
	stemsOf      = "~"
	companyField = "company"
	articleField = "in"
	dateField    = "date"      // seconds since 1970, sortable
	kindField    = "of"        // "a" in articles
	sameField    = "utterance" // of a statement that others repeat
	storyField   = "story"     // of an article that others reprint; in its own document alone
	briefField   = "brief"     // "b" in statements of a few words, which say little alone
	storedField  = "json"
	bodyField    = "body" // an article's text, kept for excerpts
)

// fewWords is the number of words from which on a statement isn't brief.
const fewWords = 5

const (
	keyword = api.IndexField | api.SkipFreqNorm
	phrased = api.IndexField | api.IncludeTermVectors
	counted = api.IndexField
)

// record is what is kept of an article: itself without the text, and what was
// put with it.
type record struct {
	Article index.Article
	Sum     string   // of all that was put
	IDs     []string // of its statements' documents
}

// change is one article's new state, or its removal, on its way into the
// index.
type change struct {
	article  string
	revision int
	sum      string
	ids      []string
	docs     []*document.Document
	remove   bool
	done     chan error
}

// layOut makes the documents of an article and its entries.
func layOut(a index.Article, entries []index.Entry, s *stems) (*change, error) {
	c := &change{article: a.ID, revision: a.Revision, done: make(chan error, 1)}
	sum := sha256.New()
	text := a.Text
	a.Text = ""
	all := newValues()
	all.article(a)
	fmt.Fprintf(sum, "%s\x00", text)
	for i, e := range entries {
		e.Article = a
		blob, err := json.Marshal(e)
		if err != nil {
			return nil, fmt.Errorf("encode statement %s: %w", e.Statement.ID, err)
		}
		sum.Write(blob)
		id := "s/" + a.ID + "/" + e.Statement.ID
		if slices.Contains(c.ids, id) {
			id += "/" + strconv.Itoa(i)
		}
		c.ids = append(c.ids, id)
		c.docs = append(c.docs, statement(id, e, blob, all, s))
	}
	blob, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("encode article %s: %w", a.ID, err)
	}
	sum.Write(blob)
	c.sum = hex.EncodeToString(sum.Sum(nil))
	blob, err = json.Marshal(record{a, c.sum, c.ids})
	if err != nil {
		return nil, fmt.Errorf("encode article %s: %w", a.ID, err)
	}
	c.docs = append(c.docs, article(a, text, blob, all, s))
	return c, nil
}

func articleID(id string) string { return "a/" + id }

func statement(id string, e index.Entry, blob []byte, all values, s *stems) *document.Document {
	d := document.NewDocument(id)
	own := newValues()
	own.article(e.Article)
	own.statement(e)
	all.statement(e)
	own.addTo(d)
	addText(d, wordsField, e.Words, s)
	addText(d, sourceField, e.Statement.Speaker.Name+" ; "+e.Statement.Speaker.For, s)
	if e.Source != "" {
		addExact(d, byField, e.Source)
	}
	if e.Cue != "" {
		add(d, cueField, []byte(joined(cut(e.Cue))), keyword)
	}
	if e.Statement.Rule != "" {
		add(d, ruleField, []byte(fold(e.Statement.Rule)), keyword)
	}
	addArticle(d, e.Article, s)
	if len(cut(e.Words)) < fewWords {
		add(d, briefField, []byte("b"), keyword)
	}
	if e.Utterance != "" {
		add(d, sameField, []byte(e.Utterance), keyword)
	}
	add(d, storedField, blob, api.StoreField)
	return d
}

// joined writes words as one text that tells them apart.
func joined(list []word) string {
	terms := make([]string, len(list))
	for i, w := range list {
		terms[i] = w.term
	}
	return strings.Join(terms, " ")
}

// article makes an article's document. It has the facet values of all its
// statements.
func article(a index.Article, text string, blob []byte, all values, s *stems) *document.Document {
	d := document.NewDocument(articleID(a.ID))
	all.addTo(d)
	add(d, kindField, []byte("a"), keyword)
	addText(d, textField, text, s)
	addExact(d, leadField, index.Article{Text: text}.Lead())
	addArticle(d, a, s)
	if a.Story != "" {
		add(d, storyField, []byte(a.Story), keyword)
	}
	add(d, storedField, blob, api.StoreField)
	add(d, bodyField, []byte(text), api.StoreField)
	return d
}

func addArticle(d *document.Document, a index.Article, s *stems) {
	addText(d, titleField, a.Title, s)
	add(d, articleField, []byte(a.ID), keyword)
	for _, c := range a.Companies {
		add(d, companyField, []byte(fold(c)), keyword)
	}
	if !a.Published.IsZero() {
		add(d, dateField, encodeDate(a.Published), keyword)
	}
}

func add(d *document.Document, field string, value []byte, options api.FieldIndexingOptions) {
	d.AddField(document.NewTextFieldCustom(field, nil, value, options, nil))
}

func addText(d *document.Document, field, text string, s *stems) {
	addExact(d, field, text)
	d.AddField(document.NewTextFieldCustom(field+stemsOf, nil, []byte(text), counted, s))
}

// addExact adds a text without its stems: whoever looks for a word in any form
// looks for all forms that there are.
func addExact(d *document.Document, field, text string) {
	d.AddField(document.NewTextFieldCustom(field, nil, []byte(text), phrased, exact{}))
}

func encodeDate(t time.Time) []byte { return strconv.AppendInt(nil, t.Unix(), 10) }

// values are the facet values of one document.
type values map[index.Field][]string

func newValues() values { return values{} }

func (v values) add(f index.Field, value string) {
	if value = strings.TrimSpace(value); value != "" && !slices.Contains(v[f], value) {
		v[f] = append(v[f], value)
	}
}

// each adds the names of joint parties, which are joined by "; ".
func (v values) each(f index.Field, names string) {
	for name := range strings.SplitSeq(names, ";") {
		v.add(f, name)
	}
}

func (v values) article(a index.Article) {
	v.add(index.Outlet, a.Outlet)
	if !a.Published.IsZero() {
		v.add(index.Month, a.Published.UTC().Format("2006-01"))
	}
}

func (v values) statement(e index.Entry) {
	st := e.Statement
	party := st.Speaker.For
	if party == "" {
		party = st.Speaker.Name
	}
	v.each(index.Party, party)
	v.each(index.Speaker, st.Speaker.Name)
	v.each(index.Target, st.Target)
	v.add(index.Stance, string(st.Stance))
	v.add(index.Quote, string(st.Quote))
	v.add(index.Certainty, string(st.Certainty))
	v.add(index.Channel, string(st.Channel))
	v.each(index.Via, st.Via)
	v.add(index.Kind, string(st.Speaker.Kind))
}

func (v values) addTo(d *document.Document) {
	for _, f := range index.Facets() {
		for _, value := range v[f] {
			add(d, string(f), []byte(value), keyword)
		}
	}
}
