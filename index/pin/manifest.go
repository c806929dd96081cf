package pin

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"onrecord/index"
)

// Format is the form of manifests that this version writes, and reads.
const Format = "onrecord-pin/1"

// Longest is how many bytes a manifest may have to be read: some million
// statements.
const Longest = 1 << 30

// ErrDamaged is wrapped by the error of a manifest that is not as it was
// written.
var ErrDamaged = errors.New("the manifest is damaged")

// Manifest is what a search found at a moment.
type Manifest struct {
	Format string `json:"format"`
	// Query is as it was written, Canonical how it was read.
	Query     string `json:"query"`
	Canonical string `json:"canonical"`
	// Made is the moment; relative dates of the query count back from it.
	Made time.Time `json:"made"`
	// By names the version of the program that made it.
	By     string `json:"by"`
	Totals Totals `json:"totals"`
	// Statements are sorted by ID, then article.
	Statements []Statement `json:"statements"`
	// Sum is the SHA-256 of the manifest's JSON with an empty Sum, in
	// hexadecimal.
	Sum string `json:"sum"`
}

// Totals counts what was found.
type Totals struct {
	Statements int `json:"statements"`
	Articles   int `json:"articles"`
	// Facets has the most frequent values of each facet by falling count, with
	// the query's own filters on every facet.
	Facets map[index.Field][]Value `json:"facets"`
}

// Value is one value of a facet.
type Value struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Statement is one that was found.
type Statement struct {
	Told
	// Revision is the state of the article that it was read in. It is no part
	// of the hash: an edit elsewhere in the article changes nothing here.
	Revision int `json:"revision"`
	// Hash is the SHA-256 of Told's JSON, in hexadecimal.
	Hash string `json:"sha256"`
}

// Told is what the record tells of a statement. The order and the names of the
// fields are part of Format: they decide the hash.
type Told struct {
	ID        string `json:"id"`
	Article   string `json:"article"`
	Speaker   string `json:"speaker"`
	For       string `json:"for"`
	Stance    string `json:"stance"`
	Target    string `json:"target"`
	Words     string `json:"words"`
	Quote     string `json:"quote"`
	Certainty string `json:"certainty"`
	Channel   string `json:"channel"`
	Via       string `json:"via"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Published string `json:"published"` // RFC 3339 in UTC; empty when no date is known
}

func statementOf(e index.Entry) (Statement, error) {
	st, a := e.Statement, e.Article
	t := Told{ID: text(st.ID), Article: text(a.ID), Speaker: text(st.Speaker.Name), For: text(st.Speaker.For),
		Stance: text(string(st.Stance)), Target: text(st.Target), Words: text(e.Words), Quote: text(string(st.Quote)),
		Certainty: text(string(st.Certainty)), Channel: text(string(st.Channel)), Via: text(st.Via),
		Outlet: text(a.Outlet), Title: text(a.Title), URL: text(a.URL)}
	if !a.Published.IsZero() {
		t.Published = a.Published.UTC().Format(time.RFC3339)
	}
	hash, err := t.hash()
	return Statement{Told: t, Revision: a.Revision, Hash: hash}, err
}

// text is what JSON can carry: what isn't Unicode would come back as something
// else, and another hash.
func text(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func (t Told) hash() (string, error) {
	told, err := json.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("hash statement %s: %w", t.ID, err)
	}
	sum := sha256.Sum256(told)
	return hex.EncodeToString(sum[:]), nil
}

// Write seals the manifest and writes it: the same one always as the same
// bytes.
func (m Manifest) Write(w io.Writer) error {
	m.Sum = ""
	sum, err := m.sum()
	if err != nil {
		return err
	}
	m.Sum = sum
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return nil
}

func (m Manifest) sum() (string, error) {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(m); err != nil {
		return "", fmt.Errorf("sum the manifest up: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Read reads a manifest and holds it to its sum and its hashes. What isn't one,
// or not as it was written, is refused with ErrDamaged and what is wrong.
func Read(r io.Reader) (Manifest, error) {
	whole, err := io.ReadAll(io.LimitReader(r, Longest+1))
	if err != nil {
		return Manifest{}, fmt.Errorf("read the manifest: %w", err)
	}
	if len(whole) > Longest {
		return Manifest{}, fmt.Errorf("%w: it has more than %d bytes", ErrDamaged, Longest)
	}
	var named struct{ Format string }
	if err := json.Unmarshal(whole, &named); err != nil {
		return Manifest{}, fmt.Errorf("%w: %w", ErrDamaged, placed(whole, err))
	}
	if named.Format != Format {
		return Manifest{}, fmt.Errorf("%w: its format is %q, and this program reads %q", ErrDamaged, named.Format, Format)
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(whole))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Manifest{}, fmt.Errorf("%w: %w", ErrDamaged, placed(whole, err))
	}
	return m, m.check()
}

// placed names the line of a mistake in JSON.
func placed(whole []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	at := min(int(syntax.Offset), len(whole))
	return fmt.Errorf("line %d: %w", 1+bytes.Count(whole[:at], []byte("\n")), err)
}

func (m Manifest) check() error {
	for i, s := range m.Statements {
		hash, err := s.Told.hash()
		if err != nil {
			return err
		}
		if hash != s.Hash {
			return fmt.Errorf("%w: statement %s is not the one of its hash", ErrDamaged, s.ID)
		}
		if i > 0 && ordered(m.Statements[i-1], s) >= 0 {
			return fmt.Errorf("%w: statement %s is out of its order", ErrDamaged, s.ID)
		}
	}
	if m.Totals.Statements != len(m.Statements) {
		return fmt.Errorf("%w: it tells of %d statements and has %d", ErrDamaged, m.Totals.Statements, len(m.Statements))
	}
	said := m.Sum
	m.Sum = ""
	sum, err := m.sum()
	if err != nil {
		return err
	}
	if sum != said {
		return fmt.Errorf("%w: its sum is %s, and %s was written", ErrDamaged, sum, said)
	}
	return nil
}

// find gives the place of a statement among those sorted.
func find(sorted []Statement, s Statement) (int, bool) {
	return slices.BinarySearchFunc(sorted, s, ordered)
}
