package indextest

import (
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// Piece is an article with its entries.
type Piece struct {
	Article index.Article
	Entries []index.Entry
}

// The measures of what is generated.
const (
	EachArticle = 10     // statements of an article
	vocabulary  = 20_000 // different words
	wordsEach   = 40     // of a statement
	// wordsBetween is how many words of an article's 500 stand before each
	// statement.
	wordsBetween = 10
	partyNames   = 2000 // persons, and as many companies
	outletNames  = 60
	daysCovered  = 400
	reprintRing  = 64 // stories that may still be reprinted
)

// Generated yields articles with ten statements each, so many statements in
// all, the same ones at every call: 40 words a statement, words and parties as
// frequent as a language's, all facets filled, one article in eight the
// reprint of a story under another name.
func Generated(statements int) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		g := newGenerator()
		for i := range statements / EachArticle {
			if !yield(g.piece(i)) {
				return
			}
		}
	}
}

// Vocabulary gives the words of what is generated, the most frequent first: of
// a million statements 830,000 hold the first, 370,000 the tenth, 47,000 the
// hundredth, 4,000 the thousandth.
func Vocabulary() []string {
	heads := strings.Fields("port ship gate crew storm track ledger bridge signal cargo harbour lantern anchor ticket engine")
	ends := strings.Fields("s ed ing er ment ness al ly ful less")
	list := make([]string, vocabulary)
	for i := range list {
		n := i / len(heads)
		list[i] = heads[i%len(heads)] + string([]byte{'a' + byte(n%26), 'a' + byte(n/26%26), 'a' + byte(n/676%26)}) + ends[i%len(ends)]
	}
	return list
}

type generator struct {
	rand           *rand.Rand
	words          []string
	often, parties *rand.Zipf
	stories        []Piece // those that may be reprinted
}

func newGenerator() *generator {
	r := rand.New(rand.NewPCG(1, 2))
	return &generator{rand: r, words: Vocabulary(), often: rand.NewZipf(r, 1.1, 4, vocabulary-1), parties: rand.NewZipf(r, 1.3, 2, partyNames)}
}

func (g *generator) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.words[g.often.Uint64()])
	}
	return b.String()
}

func (g *generator) company() string { return fmt.Sprintf("Company %d", g.parties.Uint64()) }

func (g *generator) piece(i int) Piece {
	if len(g.stories) > 0 && g.rand.IntN(8) == 0 {
		return g.reprint(i, g.stories[g.rand.IntN(len(g.stories))])
	}
	p := Piece{Article: g.article(i)}
	before := g.text(wordsBetween)
	for j := range EachArticle {
		after := g.text(wordsBetween)
		e := g.entry(identity(i, j), p.Article)
		p.Article.Text += before + " "
		start := len(p.Article.Text)
		e.Statement.Content = []extractor.Span{{Start: start, End: start + len(e.Words)}}
		e.Before, e.After = lastWord(before), firstWord(after)
		p.Article.Text += e.Words + " "
		p.Entries = append(p.Entries, e)
		before = after
	}
	if g.rand.IntN(20) == 0 {
		p.Article.Story = p.Article.ID
		for j := range p.Entries {
			p.Entries[j].Utterance, p.Entries[j].Article.Story = p.Entries[j].Statement.ID, p.Article.ID
		}
		if len(g.stories) < reprintRing {
			g.stories = append(g.stories, p)
		} else {
			g.stories[g.rand.IntN(reprintRing)] = p
		}
	}
	return p
}

func (g *generator) article(i int) index.Article {
	began := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	return index.Article{ID: identity(i, EachArticle), Revision: 1, Title: g.text(9), Byline: fmt.Sprintf("Person %d", g.parties.Uint64()),
		Outlet: fmt.Sprintf("Outlet %d", g.rand.IntN(outletNames)), URL: fmt.Sprintf("https://news.example/%d", i), Language: "en",
		Published: began.Add(time.Duration(g.rand.IntN(daysCovered*24*3600)) * time.Second),
		Companies: []string{g.company()}}
}

func (g *generator) entry(id string, a index.Article) index.Entry {
	a.Text = ""
	words := g.text(wordsEach)
	s := extractor.Statement{ID: id, Article: a.ID,
		Speaker: extractor.Party{Name: fmt.Sprintf("Person %d", g.parties.Uint64()), Kind: pick(g, index.Closed(index.Kind), extractor.Person), For: g.company()},
		Stance:  pick(g, index.Closed(index.Stance), extractor.Say), Target: g.company(),
		Quote: pick(g, index.Closed(index.Quote), extractor.Direct), Certainty: pick(g, index.Closed(index.Certainty), extractor.Plain),
		Channel: pick(g, index.Closed(index.Channel), extractor.Channel("")), Rule: "according-to"}
	if g.rand.IntN(10) == 0 {
		s.Via = fmt.Sprintf("Outlet %d", g.rand.IntN(outletNames))
	}
	return index.Entry{Statement: s, Words: words, Article: a}
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// pick gives the usual value half of the time, else any of the set.
func pick[T ~string](g *generator, set []string, usual T) T {
	if g.rand.IntN(2) == 0 {
		return usual
	}
	return T(set[g.rand.IntN(len(set))])
}

// reprint gives a story under another name, some hours later.
func (g *generator) reprint(i int, story Piece) Piece {
	p := Piece{Article: story.Article}
	p.Article.ID, p.Article.URL = identity(i, EachArticle), fmt.Sprintf("https://news.example/%d", i)
	p.Article.Outlet = fmt.Sprintf("Outlet %d", g.rand.IntN(outletNames))
	p.Article.Published = p.Article.Published.Add(time.Duration(g.rand.IntN(24*3600)) * time.Second)
	for j, e := range story.Entries {
		e.Article = p.Article
		e.Article.Text = ""
		e.Statement.ID, e.Statement.Article = identity(i, j), p.Article.ID
		p.Entries = append(p.Entries, e)
	}
	return p
}

// identity gives an ID in the form of the record's.
func identity(i, j int) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d/%d", i, j)
	return fmt.Sprintf("%016x", h.Sum64())
}
