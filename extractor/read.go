package extractor

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
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
	seen := make(map[string]int, len(d.attributions))
	for i := range d.attributions {
		a := &d.attributions[i]
		s := Statement{
			Article: d.article.ID,
			Source:  a.source, Cue: a.cue, Content: a.content,
			Speaker: b.resolve(d, a),
			Quote:   d.quoteOf(a.content),
			Rule:    a.rule.name,
		}
		b.label(d, a, &s)
		if a.within >= 0 {
			if s.Within = ids[a.within]; s.Within == "" || !reported(&s) {
				continue
			}
		}
		s.ID = identity(&s, d.text, seen)
		ids[i] = s.ID
		out = append(out, s)
	}
	return out
}

// identity hashes article, speaker and content words; the second of two equal
// ones in an article gets its number mixed in.
func identity(s *Statement, text string, seen map[string]int) string {
	key := s.Article + "\x00" + s.Speaker.Name + "\x00" + strings.ToLower(s.Words(text))
	seen[key]++
	if n := seen[key]; n > 1 {
		key += "\x00" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}
