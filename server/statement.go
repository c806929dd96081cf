package server

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"onrecord/extractor"
	"onrecord/index"
)

// statementView is a statement as the pages show it.
type statementView struct {
	ID      string
	Stance  stance
	Speaker string
	// For is empty where it says no more than Speaker.
	For          string
	Kind, Target string
	Words        []run
	// Before and After are the text around words that say little without it.
	Before, After           string
	Quoted                  bool
	Quote                   string
	Certainty, Channel, Via string
	Rule                    string
	Outlet, Title, Language string
	Published               time.Time
	Here, Original          string
	// Alike counts others in the same words, Outlets are those that print them,
	// and Utterance is the page of all.
	Alike     int
	Outlets   []string
	Utterance string
}

// run is a stretch of words that matched the query, or didn't.
type run struct {
	Text   string
	Marked bool
}

// viewOf makes an entry's view. Quotation marks are honest: only words that
// the article has between its own get them.
func viewOf(h index.Hit) statementView {
	st, a := h.Statement, h.Article
	v := statementView{
		ID: st.ID, Stance: lookOf(st.Stance), Speaker: st.Speaker.Name, For: st.Speaker.For,
		Kind: string(st.Speaker.Kind), Target: st.Target, Words: runs(h.Words, h.Marks),
		Quoted: st.Quote == extractor.Direct, Quote: string(st.Quote),
		Channel: string(st.Channel), Via: st.Via, Rule: st.Rule,
		Outlet: a.Outlet, Title: a.Title, Language: language(a.Language), Published: a.Published,
		Here: articlePath(a.ID, 0, st.ID), Original: h.Entry.Passage(),
	}
	if h.Alike > 0 {
		v.Alike, v.Outlets, v.Utterance = h.Alike, h.Outlets, "/utterance/"+url.PathEscape(st.ID)
	}
	if v.Speaker == "" {
		v.Speaker = "somebody"
	}
	if v.For == v.Speaker {
		v.For = ""
	}
	if st.Certainty != extractor.Plain {
		v.Certainty = string(st.Certainty)
	}
	if v.Title == "" {
		v.Title = "Untitled"
	}
	if !v.Quoted && len(st.Content) == 1 && utf8.RuneCountInString(h.Words) < fewWords {
		v.Before, v.After = around(h.Before, h.After)
	}
	return v
}

// fewWords is the length in code points below which words are shown with the
// text around them.
const fewWords = 60

// around is the rest of the sentence that the words stand in, as far as an
// index keeps it, with the spaces and marks of omission that belong there.
func around(before, after string) (string, string) {
	before, begun := lastSentence(before)
	if last, _ := utf8.DecodeLastRuneInString(before); before != "" && !opens(last) {
		before += " "
	}
	if !begun && before != "" {
		before = "… " + before
	}
	after, ended := firstSentence(after)
	if next, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(next) || unicode.IsDigit(next) || opens(next) {
		after = " " + after
	}
	if !ended && after != "" {
		after += " …"
	}
	return before, after
}

func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

// lastSentence drops the sentences that end in the text, and tells whether any
// did.
func lastSentence(text string) (string, bool) {
	at := max(strings.LastIndex(text, ". "), strings.LastIndex(text, "? "), strings.LastIndex(text, "! "), strings.LastIndex(text, ".” "))
	if at < 0 {
		return text, false
	}
	_, rest, _ := strings.Cut(text[at:], " ")
	return rest, true
}

// firstSentence keeps the text up to a sentence's end, and tells whether there
// is one.
func firstSentence(text string) (string, bool) {
	for i, r := range text {
		rest := text[i+utf8.RuneLen(r):]
		if strings.ContainsRune(".?!", r) && (rest == "" || rest[0] == ' ') {
			return text[:i+1], true
		}
	}
	return text, false
}

// runs cuts words at the marks, which are in order and may touch. Marks that
// don't fit the words are left out.
func runs(words string, marks []extractor.Span) []run {
	var out []run
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(words) || m.End <= m.Start {
			continue
		}
		if m.Start > at {
			out = append(out, run{Text: words[at:m.Start]})
		}
		out = append(out, run{Text: words[m.Start:m.End], Marked: true})
		at = m.End
	}
	if at < len(words) {
		out = append(out, run{Text: words[at:]})
	}
	return out
}

// language gives an ISO 639-1 code back if it looks like one: it becomes a
// lang attribute.
func language(code string) string {
	if len(code) != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z' {
		return ""
	}
	return code
}

func itoa(n int) string { return strconv.Itoa(n) }
