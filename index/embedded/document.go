package embedded

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	api "github.com/blevesearch/bleve_index_api"

	"onrecord/index"
)

// Version is the version of how documents are laid out in the index: whoever
// changes this file or words.go so that old documents would be read wrongly
// counts it up, and the next Open asks for a Rebuild.
const Version = 5

// The fields of a document besides the facets, which have their own names.
const (
	wordsField   = "words"
	titleField   = "title"
	sourceField  = "source"
	textField    = "text"
	leadField    = "lead" // of an article
	byField      = "by"   // an article's own words for the source
	cueField     = "cue"  // all of a cue's words as one
	ruleField    = "rule"
	companyField = "company"
	articleField = "in"
	dateField    = "date"      // seconds since 1970, sortable
	kindField    = "of"        // "a" in articles
	sameField    = "utterance" // of a statement that others repeat
	storyField   = "story"     // of an article that others reprint; in its own document alone
	briefField   = "brief"     // "b" in statements of a few words, which say little alone
	heldField    = "held"      // what Put asks for of an article; see held
	keptField    = "kept"      // all that was put of an article; see kept
)

// fewWords is the number of words from which on a statement isn't brief.
const fewWords = 5

// textFields lists the fields with words.
func textFields() []string {
	return []string{wordsField, titleField, sourceField, textField, leadField, byField}
}

// keywordFields lists the fields that are found as a whole.
func keywordFields() []string {
	list := []string{cueField, ruleField, companyField, articleField, dateField, kindField, sameField, storyField, briefField}
	for _, f := range index.Facets() {
		list = append(list, string(f))
	}
	return list
}

const (
	keyword = api.IndexField | api.SkipFreqNorm
	phrased = api.IndexField | api.IncludeTermVectors
)

// change is one article's new state, or its removal, on its way into the
// index.
type change struct {
	article string
	held    held
	kept    []byte // what is kept of the article
	docs    []*document
	remove  bool
	number  uint64 // in the journal
	done    chan error
}

// layOut makes the documents of an article and its entries.
func layOut(a index.Article, entries []index.Entry, s *stems, p *press) (*change, error) {
	c := &change{article: a.ID, done: make(chan error, 1)}
	k := &kept{text: a.Text}
	a.Text = ""
	shared := ofArticle(a, s)
	all := newValues()
	all.article(a)
	for i, e := range entries {
		e.Article = a
		c.docs = append(c.docs, statement(statementID(a.ID, i), e, shared, s))
		all.statement(e)
		blob, err := json.Marshal(alone{Entry: e})
		if err != nil {
			return nil, fmt.Errorf("encode statement %s: %w", e.Statement.ID, err)
		}
		k.entries = append(k.entries, blob)
	}
	var err error
	if k.article, err = json.Marshal(a); err != nil {
		return nil, fmt.Errorf("encode article %s: %w", a.ID, err)
	}
	plain := k.pack()
	sum := sha256.Sum256(plain)
	c.held = held{revision: a.Revision, statements: len(entries), sum: [sumLength]byte(sum[:])}
	d := &document{id: articleID(a.ID), fields: shared}
	all.addTo(d)
	d.keyword(kindField, "a")
	d.add(newText(textField, k.text, s))
	d.add(newText(leadField, index.Article{Text: k.text}.Lead(), s))
	if a.Story != "" {
		d.keyword(storyField, a.Story)
	}
	d.fill(textFields(), phrased)
	d.fill(keywordFields(), keyword)
	d.keep(heldField, c.held.encode())
	c.kept = p.squeeze(plain)
	d.keep(keptField, c.kept)
	c.docs = append(c.docs, d)
	return c, nil
}

func articleID(id string) string { return "a/" + id }

// statementID names the document of an article's n-th statement.
func statementID(article string, n int) string { return "s/" + article + "/" + strconv.Itoa(n) }

// ofStatement reads a statement's document's name.
func ofStatement(id string) (article string, n int, err error) {
	at := strings.LastIndexByte(id, '/')
	if !strings.HasPrefix(id, "s/") || at < 2 {
		return "", 0, errDamaged
	}
	if n, err = strconv.Atoi(id[at+1:]); err != nil || n < 0 {
		return "", 0, errDamaged
	}
	return id[2:at], n, nil
}

// alone is how an entry is written: its article is kept once.
type alone struct {
	index.Entry
	Article *struct{} `json:",omitempty"`
}

// ofArticle makes the fields that an article's document and its statements'
// have alike.
func ofArticle(a index.Article, s *stems) []*field {
	var d document
	d.add(newText(titleField, a.Title, s))
	d.keyword(articleField, a.ID)
	var companies []string
	for _, c := range a.Companies {
		companies = append(companies, fold(c))
	}
	d.keyword(companyField, companies...)
	if !a.Published.IsZero() {
		d.keyword(dateField, strconv.FormatInt(a.Published.Unix(), 10))
	}
	return slices.Clip(d.fields)
}

func statement(id string, e index.Entry, shared []*field, s *stems) *document {
	d := &document{id: id, fields: shared}
	own := newValues()
	own.article(e.Article)
	own.statement(e)
	own.addTo(d)
	words := newText(wordsField, e.Words, s)
	words.Analyze()
	d.add(words)
	d.add(newText(sourceField, e.Statement.Speaker.Name+" ; "+e.Statement.Speaker.For, s))
	if e.Source != "" {
		d.add(newText(byField, e.Source, s))
	}
	if e.Cue != "" {
		d.keyword(cueField, joined(cut(e.Cue)))
	}
	if e.Statement.Rule != "" {
		d.keyword(ruleField, fold(e.Statement.Rule))
	}
	if words.length < fewWords {
		d.keyword(briefField, "b")
	}
	if e.Utterance != "" {
		d.keyword(sameField, e.Utterance)
	}
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

func (v values) addTo(d *document) {
	for _, f := range index.Facets() {
		d.keyword(string(f), v[f]...)
	}
}
