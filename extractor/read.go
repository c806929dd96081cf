package extractor

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Extract finds the statements of an article. Any text is valid, and no
// statement is a valid answer.
func (b *Book) Extract(a Article) []Statement { return b.Read(a).Statements }

// Read finds statements, companies and mentions of an article. The same text
// gives the same reading.
func (b *Book) Read(a Article) Reading {
	d := b.document(a)
	d.mentions = b.findMentions(d)
	d.attributions = b.attribute(d)
	r := Reading{Mentions: d.mentions}
	r.Statements = b.statements(d)
	r.Companies = d.cast.companies()
	return r
}

// document splits and tags a text.
func (b *Book) document(a Article) *document {
	d := &document{article: a, text: a.Text}
	d.tokens = tokenize(a.Text)
	d.split()
	d.findQuotations()
	b.tagTokens(d)
	return d
}

// statements gives each attribution its speaker, labels and identity, and
// drops the inner ones that aren't worth a record.
func (b *Book) statements(d *document) []Statement {
	out := make([]Statement, 0, len(d.attributions))
	ids := make([]string, len(d.attributions))
	name := identifier{seen: make(map[[sha256.Size]byte]int, len(d.attributions))}
	for i := range d.attributions {
		a := &d.attributions[i]
		s := Statement{
			Article: d.article.ID,
			Source:  a.source, Cue: a.cue, Content: a.content,
			Speaker: b.resolve(d, a),
			Quote:   d.quoteOf(a.content),
			Rule:    a.rule.name,
		}
		if a.within >= 0 {
			// what one that isn't kept reports stands within the one around it.
			ids[i] = ids[a.within]
			if s.Within = ids[i]; s.Within == "" || !onRecord(&s.Speaker) {
				continue
			}
		}
		b.label(d, a, &s)
		d.exchanges = append(d.exchanges, exchange{s.Speaker, s.Stance, s.Target, a.head})
		if a.within >= 0 && (s.Stance == Say || restates(out, &s)) {
			continue
		}
		s.ID = name.of(&s, d.text)
		ids[i] = s.ID
		out = append(out, s)
	}
	return out
}

// restates tells whether inner statement s tells the very act by which the one
// around it is known (it said it had offered help: an offer once).
func restates(all []Statement, s *Statement) bool {
	for i := len(all) - 1; i >= max(0, len(all)-deepest); i-- {
		if o := &all[i]; o.ID == s.Within {
			return o.Stance == s.Stance && (o.Speaker.Name == s.Speaker.Name || o.Speaker.For == s.Speaker.For && s.Speaker.For != "")
		}
	}
	return false
}

// identifier makes the identities of one article's statements.
type identifier struct {
	key  []byte
	seen map[[sha256.Size]byte]int
}

// of hashes article, speaker and content words; the second of two equal ones
// in an article gets its number mixed in.
func (n *identifier) of(s *Statement, text string) string {
	key := append(n.key[:0], s.Article...)
	key = append(append(key, 0), s.Speaker.Name...)
	key = append(key, 0)
	for i, c := range s.Content {
		if i > 0 {
			key = append(key, " … "...)
		}
		for _, r := range strings.TrimSpace(text[c.Start:c.End]) {
			key = utf8.AppendRune(key, unicode.ToLower(r))
		}
	}
	sum := sha256.Sum256(key)
	n.seen[sum]++
	if again := n.seen[sum]; again > 1 {
		key = strconv.AppendInt(append(key, 0), int64(again), 10)
		sum = sha256.Sum256(key)
	}
	n.key = key
	var out [16]byte
	hex.Encode(out[:], sum[:8])
	return string(out[:])
}
