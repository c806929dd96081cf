package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"onrecord/crawler"
)

// decode reads an annotation of ours, and nothing else.
func decode(data []byte, a *Annotation) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(a); err != nil {
		return fmt.Errorf("read JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands after the JSON")
	}
	return nil
}

// checkStatement holds the annotation to the text and to what the archive
// notes of the article.
func (v *verification) checkStatement() {
	if v.statement == nil {
		return
	}
	var a Annotation
	if err := decode(v.statement, &a); err != nil {
		v.add(Bad, StatementFile, "%v", err)
		return
	}
	if err := a.check(); err != nil {
		v.add(Bad, StatementFile, "%v", err)
		return
	}
	source := a.Target[0].Source
	if slices.ContainsFunc(v.pages, func(p crawler.Archived) bool { return Sum([]byte(p.Text)) == source.SHA256 && p.Text != v.text }) {
		return // it is the text that was changed, which was told
	}
	if sum := Sum([]byte(v.text)); source.SHA256 != sum {
		v.add(Bad, StatementFile, "it is about a text of the SHA-256 %.64q, and %s has %s", source.SHA256, TextFile, sum)
		return
	}
	said, err := v.hits(a)
	if err != nil {
		v.add(Bad, StatementFile, "%v", err)
		return
	}
	v.add(Good, StatementFile, "the words stand in %s where it says", TextFile)
	v.annotation = a
	if v.pages == nil {
		return
	}
	if err := v.noted(a, said); err != nil {
		v.add(Bad, StatementFile, "%v", err)
		return
	}
	v.add(Good, StatementFile, "%s notes the same statement", ArchiveFile)
}

// check holds an annotation to the form that ours have.
func (a Annotation) check() error {
	vocabularyNow, err := json.Marshal([]any{annoContext, vocabulary()})
	if err != nil {
		return err
	}
	context, err := json.Marshal(a.Context)
	if err != nil {
		return err
	}
	switch {
	case !bytes.Equal(context, vocabularyNow):
		return errors.New("its @context is not that of the Web Annotation and of ours")
	case a.Type != "Annotation" || !slices.Equal(a.Body.Type, []string{"TextualBody", "Statement"}):
		return errors.New("it is no annotation of a statement")
	case len(a.Target) == 0:
		return errors.New("it points to no words")
	}
	for _, t := range a.Target {
		if t.Type != "SpecificResource" || t.Source.ID != TextFile || t.State.Cached != ArchiveFile || len(t.Selector) != 2 {
			return fmt.Errorf("a target is not in %s", TextFile)
		}
	}
	return nil
}

// hits tells where the words stand, and fails where that isn't so.
func (v *verification) hits(a Annotation) ([]stretch, error) {
	at := newPositions(v.text)
	var said []stretch
	for _, t := range a.Target {
		s, err := at.hit(t.Selector)
		if err != nil {
			return nil, err
		}
		said = append(said, s...)
	}
	for _, all := range [][]Selector{a.Body.SpeakerWords, a.Body.CueWords} {
		if _, err := at.hit(all); err != nil {
			return nil, err
		}
	}
	return said, nil
}

// noted compares the annotation with the note on the article in the archive.
func (v *verification) noted(a Annotation, said []stretch) error {
	source := a.Target[0].Source
	for _, p := range v.pages {
		n := p.Note
		if p.Text != v.text || n.Article.ID != source.Article || n.Article.Revision != source.Revision {
			continue
		}
		at := slices.IndexFunc(n.Statements, func(s crawler.NotedStatement) bool { return statementURN(s.Statement) == a.Body.ID })
		if at < 0 {
			return fmt.Errorf("%s notes no such statement", ArchiveFile)
		}
		return sameStatement(a, n.Statements[at], said)
	}
	return fmt.Errorf("%s notes no revision %d of article %.80q", ArchiveFile, source.Revision, source.Article)
}

func sameStatement(a Annotation, s crawler.NotedStatement, said []stretch) error {
	if len(s.Content) != len(said) {
		return fmt.Errorf("%s notes %d pieces of words", ArchiveFile, len(s.Content))
	}
	for i, c := range s.Content {
		if c[0] != said[i].start || c[1] != said[i].end {
			return fmt.Errorf("%s notes the words at %d to %d", ArchiveFile, c[0], c[1])
		}
	}
	for what, pair := range map[string][2]string{
		"speaker": {a.Body.Speaker, s.Speaker}, "kind": {a.Body.SpeakerKind, s.Kind}, "on whose behalf": {a.Body.OnBehalfOf, s.For},
		"stance": {a.Body.Stance, s.Stance}, "whom": {a.Body.DirectedAt, s.Target}, "quotation": {a.Body.Quotation, s.Quote},
		"certainty": {a.Body.Certainty, s.Certainty}, "channel": {a.Body.Channel, s.Channel}, "through": {a.Body.Through, s.Via}, "rule": {a.Body.Rule, s.Rule},
	} {
		if pair[0] != pair[1] {
			return fmt.Errorf("%s: %.80q, but %s notes %.80q", what, pair[0], ArchiveFile, pair[1])
		}
	}
	return nil
}
