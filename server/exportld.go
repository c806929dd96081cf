package server

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// jsonldForm writes one schema.org Collection whose parts are Quotations. It
// is one JSON document, so that a cut one can't be read.
type jsonldForm struct {
	w     *bufio.Writer
	e     *json.Encoder
	query index.Query
	base  string
	some  bool
}

func newJSONLD(w io.Writer, q index.Query, base string) *jsonldForm {
	f := &jsonldForm{w: bufio.NewWriter(w), query: q, base: base}
	f.e = json.NewEncoder(f.w)
	f.e.SetEscapeHTML(false)
	return f
}

func (f *jsonldForm) begin(total int) error {
	name := "Statements on record"
	if text := f.query.String(); text != "" {
		name += ": " + text
	}
	head, err := json.Marshal(map[string]any{"@context": "https://schema.org", "@type": "Collection",
		"name": name, "url": f.base + address(asksOf(f.query)), "collectionSize": total})
	if err != nil {
		return err
	}
	_, err = f.w.WriteString(strings.TrimSuffix(string(head), "}") + `,"hasPart":[` + "\n")
	return err
}

func (f *jsonldForm) hit(h index.Hit) error {
	if f.some {
		if err := f.w.WriteByte(','); err != nil {
			return err
		}
	}
	f.some = true
	return f.e.Encode(quotationOf(h, f.base))
}

func (f *jsonldForm) end(o outcome) error {
	if o.err == nil {
		_, o.err = f.w.WriteString("]}\n")
	}
	return errors.Join(o.err, f.w.Flush())
}

// The terms of schema.org that a statement needs.
type (
	quotation struct {
		Type    string    `json:"@type"` // Quotation
		ID      string    `json:"@id"`
		URL     string    `json:"url"`
		Text    string    `json:"text"`
		Manner  string    `json:"disambiguatingDescription"`
		Spoken  *ldAgent  `json:"spokenByCharacter,omitempty"`
		Creator *ldAgent  `json:"creator,omitempty"`
		About   []ldAgent `json:"about,omitempty"`
		Words   string    `json:"keywords,omitempty"`
		Date    string    `json:"datePublished,omitempty"`
		Lang    string    `json:"inLanguage,omitempty"`
		Based   string    `json:"isBasedOn,omitempty"`
		PartOf  ldArticle `json:"isPartOf"`
	}
	ldAgent struct {
		Type string   `json:"@type"` // Person, Organization or Thing
		Name string   `json:"name"`
		For  *ldAgent `json:"affiliation,omitempty"`
	}
	ldArticle struct {
		Type      string   `json:"@type"` // NewsArticle
		ID        string   `json:"@id"`
		URL       string   `json:"url,omitempty"`
		Headline  string   `json:"headline"`
		Date      string   `json:"datePublished,omitempty"`
		Author    *ldAgent `json:"author,omitempty"`
		Publisher *ldAgent `json:"publisher,omitempty"`
	}
)

// quotationOf gives a statement in the terms of schema.org. The stance is its
// keyword; the description tells how much of the text stands in quotation
// marks, since not every statement is a quotation to the letter.
func quotationOf(h index.Hit, base string) quotation {
	st, a := h.Statement, h.Article
	q := quotation{Type: "Quotation", ID: "urn:onrecord:statement:" + st.ID, URL: base + articlePath(a.ID, 0, st.ID), Text: h.Words,
		Manner: label(index.Quote, string(st.Quote)), Words: string(st.Stance), Lang: language(a.Language), Based: h.Entry.Passage()}
	q.Spoken = ldSpeaker(st.Speaker)
	q.Creator = q.Spoken
	for name := range strings.SplitSeq(st.Target, "; ") {
		if name != "" {
			q.About = append(q.About, ldAgent{Type: "Thing", Name: name})
		}
	}
	q.PartOf = ldArticle{Type: "NewsArticle", ID: "urn:onrecord:article:" + a.ID, URL: webURL(a.URL), Headline: a.Title,
		Author: named("Person", a.Byline), Publisher: named("Organization", a.Outlet)}
	if !a.Published.IsZero() {
		q.Date = a.Published.UTC().Format(time.RFC3339)
		q.PartOf.Date = q.Date
	}
	return q
}

func named(kind, name string) *ldAgent {
	if name == "" {
		return nil
	}
	return &ldAgent{Type: kind, Name: name}
}

func ldSpeaker(p extractor.Party) *ldAgent {
	kind := "Organization"
	switch p.Kind {
	case extractor.Person:
		kind = "Person"
	case extractor.Document, extractor.Unnamed, extractor.Group, extractor.NoKind:
		kind = "Thing"
	}
	who := named(kind, p.Name)
	if who == nil {
		return named("Organization", p.For)
	}
	if p.For != p.Name && kind == "Person" {
		who.For = named("Organization", p.For)
	}
	return who
}
