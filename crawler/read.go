package crawler

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"onrecord/extractor"
)

// readTime bounds Read: pages take milliseconds, and one that takes longer is
// made to.
const readTime = 30 * time.Second

// Read finds the article in an HTML page: its text in paragraphs, title,
// byline, outlet (if the page names it), date (if it tells) and canonical
// address. The address may be empty, and so may the content type and the
// selectors. A page that is no article gives the reason.
func Read(page []byte, contentType, address string, s Selectors) (extractor.Article, string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	p, err := readContext(ctx, page, contentType, address, s)
	return p.Article, p.Reason, err
}

// readContext is Read for as long as the context lasts, into a page without a
// capture. The work can't be stopped: it goes on to its end, which the size of
// a page bounds, unheard.
func readContext(ctx context.Context, page []byte, contentType, address string, s Selectors) (Page, error) {
	if !isHTML(page, contentType) {
		return Page{Reason: NotHTML}, nil
	}
	type outcome struct {
		page Page
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		o.page, o.err = readPage(page, contentType, address, s)
		done <- o
	}()
	select {
	case o := <-done:
		return o.page, o.err
	case <-ctx.Done():
		return Page{}, fmt.Errorf("find text: gave up: %w", ctx.Err())
	}
}

// readPage does the work of Read. What panics in the libraries is an error.
func readPage(page []byte, contentType, address string, s Selectors) (p Page, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			p, err = Page{}, fmt.Errorf("find text: %v", fault)
		}
	}()
	a := &p.Article
	source := decode(page, contentType)
	doc, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		return p, fmt.Errorf("read page: %w", err)
	}
	if err := checkSize(doc); err != nil {
		return p, fmt.Errorf("read page: %w", err)
	}
	about := readHead(doc)
	wrapLoose(doc)
	splitBreaks(doc)
	a.URL = ownAddress(address, firstOf(about.canonical, about.openGraphURL))
	if a.URL != "" {
		a.ID = ID(a.URL)
	}
	about.address = a.URL
	help, err := s.ofSite(a.URL).compile()
	if err != nil {
		return p, err
	}
	title, headline := about.headline(doc)
	kept := help.apply(doc)
	d := dating{head: &about, doc: doc, headline: headline}
	a.Published, a.DatedBy = d.published()
	a.Modified, a.ModifiedBy = d.modified()
	p.signs = about.signs(doc, headline)
	asks := asksPassword(doc)
	a.Title, a.Outlet = title, about.outlet
	words := p.readText(doc, kept, &about, headline, address)
	a.Image = about.leadImage()
	a.Language = language(words, about.language)
	if a.Published.IsZero() {
		if a.Published = searchedDay(doc, a.Text); !a.Published.IsZero() {
			a.DatedBy = ByVisible
		}
	}
	p.Reason = about.whyNot(doc, source, *a, asks)
	return p, nil
}

// readText finds the text: in what selectors keep, else in what looks most like
// it, in the page's boxes and in what its head tells. The words are those that
// were found first, to tell their language by.
func (p *Page) readText(doc, kept *html.Node, about *head, headline *html.Node, address string) (words string) {
	a := &p.Article
	lead := about.leadUnder(headline)
	boxes, prose := prune(doc)
	content, words := find(doc, address)
	a.Text = paragraphs(content)
	if kept != nil {
		a.Text = paragraphs(kept)
	} else if a.Text = joined(a.Text, boxes, prose); utf8.RuneCountInString(a.Text) < briefLength {
		a.Text = brief(doc)
	}
	a.Byline = firstOf(about.author(doc), about.byline)
	p.signs = append(p.signs, textSigns(a.Text)...)
	if kept == nil {
		told := about.toldBody()
		p.signs = append(p.signs, textSigns(told)...)
		a.Text = toldOnly(foundAgain(fuller(a.Text, told), doc, address), told)
	}
	a.Text = withoutTitle(a.Text, a.Title)
	if kept == nil {
		a.Text = withLead(a.Text, lead)
	}
	a.Text, a.Notes = partNotes(withoutBeside(a.Text))
	return words
}

const (
	// mostNodes and mostLevels are how many nodes a page may have, and how many
	// there may be around all of them together. The libraries take the square
	// of either, seconds at these; pages have a thirtieth.
	mostNodes  = 100_000
	mostLevels = 3_000_000
)

// checkSize refuses a page that is made to keep its reader busy.
func checkSize(doc *html.Node) error {
	nodes, levels := 0, 0
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		nodes, levels = nodes+1, levels+depth
		for c := range n.ChildNodes() {
			walk(c, depth+1)
		}
	}
	walk(doc, 0)
	if nodes > mostNodes || levels > mostLevels {
		return fmt.Errorf("%d nodes under %d others: %w", nodes, levels, ErrTooLarge)
	}
	return nil
}

// aboveTitle is how many lines may stand over the title in a text.
const aboveTitle = 3

// withoutTitle drops a first paragraph that only repeats the title, and the
// lines over it.
func withoutTitle(text, title string) string {
	rest := text
	key := TitleKey(title)
	for range aboveTitle {
		first, below, ok := strings.Cut(rest, "\n\n")
		if !ok || len(first) > sentenceLength && endsSentence(first) && TitleKey(first) != key {
			return text
		}
		if rest = below; TitleKey(first) == key {
			return rest
		}
	}
	return text
}

// isHTML judges by what the server says, and by the bytes when it says nothing
// of use.
func isHTML(page []byte, contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err == nil && kind != "" && kind != "application/octet-stream" && kind != "text/plain" {
		return kind == "text/html" || kind == "application/xhtml+xml"
	}
	sniffed := http.DetectContentType(page)
	return strings.HasPrefix(sniffed, "text/html") || strings.HasPrefix(sniffed, "text/") && strings.Contains(strings.ToLower(string(page[:min(len(page), 4096)])), "<html")
}
