package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/extractor"
)

// around is how much text a link to a passage carries before and after it,
// in code points.
const around = 32

// Documents gives what an index holds of an article: its own document and one
// entry a statement. companies are the canonical names of those mentioned.
func Documents(a extractor.Article, statements []extractor.Statement, companies []string) (Article, []Entry) {
	article := Article{
		ID: a.ID, Revision: a.Revision, URL: a.URL, Title: a.Title, Byline: a.Byline,
		Outlet: a.Outlet, Published: a.Published, Language: a.Language, Text: a.Text, Companies: companies,
	}
	entries := make([]Entry, len(statements))
	told := article
	told.Text = "" // an entry tells of its article, and doesn't carry it
	for i, s := range statements {
		entries[i] = Entry{Statement: s, Words: s.Words(a.Text), Cue: pieces(a.Text, s.Cue), Article: told}
		if source := pieces(a.Text, s.Source); source != s.Speaker.Name {
			entries[i].Source = source
		}
		if len(s.Content) > 0 {
			entries[i].Before = before(a.Text[:s.Content[0].Start])
			entries[i].After = after(a.Text[s.Content[0].End:])
		}
	}
	return article, entries
}

// pieces gives the words of spans.
func pieces(text string, spans []extractor.Span) string {
	list := make([]string, len(spans))
	for i, s := range spans {
		list[i] = strings.TrimSpace(text[s.Start:s.End])
	}
	return strings.Join(list, " … ")
}

// leadWords is how many words the opening of an article has at least, and
// twice that at most.
const leadWords = 40

// Lead is the opening of the article's text: its first paragraphs, until they
// have forty words together, and no more than eighty words of them.
func (a Article) Lead() string {
	n, inside := 0, false
	for i, r := range a.Text {
		switch {
		case r == '\n' && n >= leadWords:
			return strings.TrimSpace(a.Text[:i])
		case unicode.IsSpace(r):
			inside = false
		case !inside:
			if inside = true; n == 2*leadWords {
				return strings.TrimSpace(a.Text[:i])
			}
			n++
		}
	}
	return strings.TrimSpace(a.Text)
}

// before is the end of text from a word's beginning, within its paragraph.
func before(text string) string {
	if at := strings.LastIndexByte(text, '\n'); at >= 0 {
		text = text[at+1:]
	}
	start := len(text)
	for n := 0; n < around && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	if start == 0 {
		return strings.TrimSpace(text)
	}
	space := strings.IndexFunc(text[start:], unicode.IsSpace)
	if space < 0 {
		return ""
	}
	return strings.TrimSpace(text[start+space:])
}

// after is the beginning of text up to a word's end, within its paragraph.
func after(text string) string {
	if at := strings.IndexByte(text, '\n'); at >= 0 {
		text = text[:at]
	}
	end := 0
	for n := 0; n < around && end < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if end == len(text) {
		return strings.TrimSpace(text)
	}
	space := strings.LastIndexFunc(text[:end], unicode.IsSpace)
	if space < 0 {
		return ""
	}
	return strings.TrimSpace(text[:space])
}
