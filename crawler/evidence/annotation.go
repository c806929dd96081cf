package evidence

import (
	"fmt"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

// Annotation is a statement as a W3C Web Annotation: its body says who said
// what and by which rule that was found, its targets are the words.
type Annotation struct {
	Context    []any    `json:"@context"`
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Created    string   `json:"created,omitempty"`
	Generator  Software `json:"generator"`
	Body       Body     `json:"body"`
	Target     []Target `json:"target"`
}

// Software is what found the statement.
type Software struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

// Body is the statement: a text for people, and its parts.
type Body struct {
	Type     []string `json:"type"`
	ID       string   `json:"id"`
	Purpose  string   `json:"purpose"`
	Format   string   `json:"format"`
	Language string   `json:"language"`
	Value    string   `json:"value"`

	Speaker     string `json:"speaker"`
	SpeakerKind string `json:"speakerKind"`
	OnBehalfOf  string `json:"onBehalfOf,omitempty"`
	Stance      string `json:"stance"`
	DirectedAt  string `json:"directedAt,omitempty"`
	Quotation   string `json:"quotation"`
	Certainty   string `json:"certainty"`
	Channel     string `json:"channel,omitempty"`
	Through     string `json:"through,omitempty"`
	Within      string `json:"within,omitempty"`

	// The words that name the speaker and that show the attribution.
	SpeakerWords []Selector `json:"speakerWords"`
	CueWords     []Selector `json:"cueWords"`

	// How it was found.
	Rule        string  `json:"rule"`
	Frame       string  `json:"frame,omitempty"`
	Likelihood  float64 `json:"likelihood,omitempty"`
	StanceRule  string  `json:"stanceRule,omitempty"`
	StanceWords string  `json:"stanceWords,omitempty"`
}

// Target is a stretch of the words, in the text of the article.
type Target struct {
	Type     string     `json:"type"`
	Source   Source     `json:"source"`
	State    State      `json:"state"`
	Selector []Selector `json:"selector"`
}

// Source is the text that the selectors count in. A second target only names
// it.
type Source struct {
	ID        string `json:"id"`
	Type      string `json:"type,omitempty"`
	Format    string `json:"format,omitempty"`
	Language  string `json:"language,omitempty"`
	Via       string `json:"via,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
	Length    int    `json:"length,omitempty"`
	Article   string `json:"article,omitempty"`
	Revision  int    `json:"revision,omitempty"`
	Title     string `json:"title,omitempty"`
	Byline    string `json:"byline,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	DatedBy   string `json:"datedBy,omitempty"`
	Reader    string `json:"reader,omitempty"`
}

// State tells when the text stood there, and where the bytes are.
type State struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate"`
	Cached     string `json:"cached"`
}

// Selector is a TextPositionSelector or a TextQuoteSelector. Positions count
// Unicode code points, the end exclusive.
type Selector struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// annoContext is the vocabulary of Web Annotations.
const annoContext = "http://www.w3.org/ns/anno.jsonld"

// vocabulary gives the terms of our own their names in the world.
func vocabulary() map[string]any {
	terms := map[string]any{
		"onrecord": "urn:onrecord:ns:",
		"within":   map[string]string{"@id": "onrecord:within", "@type": "@id"},
	}
	for _, t := range []string{"Statement", "speaker", "speakerKind", "onBehalfOf", "stance", "directedAt", "quotation", "certainty", "channel",
		"through", "speakerWords", "cueWords", "rule", "frame", "likelihood", "stanceRule", "stanceWords", "sha256", "length",
		"article", "revision", "title", "byline", "outlet", "published", "datedBy", "reader"} {
		terms[t] = "onrecord:" + t
	}
	return terms
}

func statementURN(id string) string { return "urn:onrecord:statement:" + id }

// annotate writes a case's statement down.
func (c Case) annotate() Annotation {
	s, a := c.Statement, c.Article
	at := newPositions(a.Text)
	body := Body{
		Type: []string{"TextualBody", "Statement"}, ID: statementURN(s.ID), Purpose: "describing", Format: "text/plain", Language: "en",
		Value: summary(s), Speaker: s.Speaker.Name, SpeakerKind: string(s.Speaker.Kind), OnBehalfOf: s.Speaker.For,
		Stance: string(s.Stance), DirectedAt: s.Target, Quotation: string(s.Quote), Certainty: string(s.Certainty),
		Channel: string(s.Channel), Through: s.Via, SpeakerWords: at.selectors(s.Source), CueWords: at.selectors(s.Cue), Rule: s.Rule,
	}
	if s.Within != "" {
		body.Within = statementURN(s.Within)
	}
	if e := c.Explanation; e != nil && e.Chosen != nil {
		body.Frame, body.Likelihood, body.StanceRule = e.Chosen.Frame, e.Chosen.Likelihood, e.StanceBy
		body.StanceWords = a.Text[e.StanceWords.Start:e.StanceWords.End]
	}
	out := Annotation{
		Context: []any{annoContext, vocabulary()}, ID: fmt.Sprintf("urn:onrecord:evidence:%s:%d", s.ID, a.Revision), Type: "Annotation",
		Motivation: "describing", Generator: Software{Type: "Software", Name: c.Software}, Body: body,
	}
	if !c.First.IsZero() {
		out.Created = c.First.UTC().Format(time.RFC3339)
	}
	for i, span := range s.Content {
		t := Target{Type: "SpecificResource", Source: Source{ID: TextFile}, Selector: at.selectors([]extractor.Span{span}),
			State: State{Type: "TimeState", SourceDate: c.Capture.Fetched.UTC().Format(time.RFC3339), Cached: ArchiveFile}}
		if i == 0 {
			t.Source = c.source()
		}
		out.Target = append(out.Target, t)
	}
	return out
}

func (c Case) source() Source {
	a := c.Article
	s := Source{ID: TextFile, Type: "Text", Format: "text/plain", Language: a.Language, Via: a.URL, SHA256: Sum([]byte(a.Text)),
		Length: newPositions(a.Text).length(), Article: a.ID, Revision: a.Revision, Title: a.Title, Byline: a.Byline, Outlet: a.Outlet,
		DatedBy: a.DatedBy, Reader: c.reader().Version}
	if !a.Published.IsZero() {
		s.Published = a.Published.UTC().Format(time.RFC3339)
	}
	return s
}

// reader is how the case's text was made.
func (c Case) reader() crawler.ReaderInfo {
	for _, m := range c.Made {
		if m.Article.ID == c.Article.ID && m.Article.Revision == c.Article.Revision {
			return m.Reader
		}
	}
	return crawler.ReaderInfo{}
}

// summary tells a statement in a line: "Ed Bastian, for Delta Air Lines:
// accuse, directed at CrowdStrike".
func summary(s extractor.Statement) string {
	var b strings.Builder
	b.WriteString(s.Speaker.Name)
	if s.Speaker.Name == "" {
		b.WriteString("somebody")
	}
	if f := s.Speaker.For; f != "" && f != s.Speaker.Name {
		b.WriteString(", for " + f)
	}
	b.WriteString(": " + string(s.Stance))
	if s.Target != "" {
		b.WriteString(", directed at " + s.Target)
	}
	return b.String()
}
